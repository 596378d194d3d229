import { toHijri } from "#policies/calendar.ts";
import type { Season } from "#server/demo/plan.ts";

const [FRIDAY, SATURDAY] = [5, 6];

/** How busy a date `YYYY-MM-DD` is beside an ordinary working day (1), by weekday, feast and season. */
export function busyness(season: Season, date: string): number {
  return WEIGHTS[season](date);
}

const WEIGHTS: Readonly<Record<Season, (date: string) => number>> = {
  office: (date) => weekend(date, 0.06, 0.22) * feasts(date, 0.04) * (isRamadan(date) ? 0.55 : 1) * summer(date, 0.85),
  evenings: (date) => weekend(date, 0.05, 0.45) * feasts(date, 0.03) * (isRamadan(date) ? 0.5 : 1) * summer(date, 0.7),
  always: (date) => weekend(date, 0.6, 0.7) * feasts(date, 0.5) * (isRamadan(date) ? 0.75 : 1),
  pilgrimage,
};

/** Ramadan and above all its last ten nights; the first half of Dhul-Hijja; the school holidays; Fridays. */
function pilgrimage(date: string): number {
  const { month, day } = toHijri(date);
  const friday = weekdayOf(date) === FRIDAY ? 1.35 : 1;
  if (month === 9) return (day > 20 ? 4.2 : 2.6) * friday;
  if (month === 12) return day <= 13 ? 6.5 : day <= 20 ? 1.8 : 0.6;
  if (month === 11) return day > 14 ? 2.4 : 1.2;
  return 0.75 * friday;
}

/** The days of Hajj, 8 to 13 Dhul-Hijja, when pilgrims are at the holy sites. */
export function isHajj(date: string): boolean {
  const { month, day } = toHijri(date);
  return month === 12 && day >= 8 && day <= 13;
}

export function isRamadan(date: string): boolean {
  return toHijri(date).month === 9;
}

function weekend(date: string, friday: number, saturday: number): number {
  const weekday = weekdayOf(date);
  return weekday === FRIDAY ? friday : weekday === SATURDAY ? saturday : 1;
}

/** The end of Ramadan and both feasts, Founding Day and the National Day. */
function feasts(date: string, weight: number): number {
  const { month, day } = toHijri(date);
  const closed = (month === 9 && day >= 27) || (month === 10 && day <= 7) || (month === 12 && day >= 8 && day <= 14);
  return closed || date.endsWith("-02-22") || date.endsWith("-09-23") ? weight : 1;
}

function summer(date: string, weight: number): number {
  const month = date.slice(5, 7);
  return month === "07" || month === "08" ? weight : 1;
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

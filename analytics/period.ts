import { periodKeys } from "#policies/calendar.ts";

/** Both ends included, `YYYY-MM-DD`. */
export type Period = { readonly from: string; readonly to: string };

/** No register is older or reaches further; both lie inside the Umm al-Qura calendar. */
const EARLIEST = "1900-01-01";
const LATEST = "2150-12-31";
/** Days, about fifty years, over which the steps of a trend are still counted one by one. */
const LONGEST_TREND = 20_000;

/** Brings any two dates into the calendar; undefined when nothing is between them. */
export function clampPeriod({ from, to }: Period): Period | undefined {
  const clamped = { from: from < EARLIEST ? EARLIEST : from, to: to > LATEST ? LATEST : to };
  return clamped.from <= clamped.to ? clamped : undefined;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Number of days, both ends counted. */
export function daysIn({ from, to }: Period): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000 + 1;
}

type MonthGrain = "month" | "hijriMonth";

export function isMonthStart(date: string, grain: MonthGrain): boolean {
  return periodKeys(date)[grain] !== periodKeys(addDays(date, -1))[grain];
}

/** First day of the month that a date lies in. */
export function monthStartOf(date: string, grain: MonthGrain): string {
  let first = date;
  while (!isMonthStart(first, grain)) first = addDays(first, -1);
  return first;
}

export function isMonthEnd(date: string, grain: MonthGrain): boolean {
  return periodKeys(date)[grain] !== periodKeys(addDays(date, 1))[grain];
}

/**
 * The period just before: as many whole months of the same calendar where it is whole months (February before March),
 * else as many days.
 */
export function previousPeriod(period: Period): Period | undefined {
  const to = addDays(period.from, -1);
  const grain = (["month", "hijriMonth"] as const).find(
    (calendar) => isMonthStart(period.from, calendar) && isMonthEnd(period.to, calendar),
  );
  if (grain === undefined || daysIn(period) > LONGEST_TREND) {
    return clampPeriod({ from: addDays(to, 1 - daysIn(period)), to });
  }
  let from = to;
  for (let months = stepsOf(period, grain).length; months > 0 && from > EARLIEST; months -= 1) {
    while (!isMonthStart(from, grain)) from = addDays(from, -1);
    if (months > 1) from = addDays(from, -1);
  }
  return clampPeriod({ from, to });
}

/** The key of the step that a month, or a finer step of the grain itself, belongs to: `2026-Q1` for `2026-03`. */
export function stepOf(key: string, grain: keyof ReturnType<typeof periodKeys>): string {
  if (grain === "year" || grain === "hijriYear") return key.slice(0, 4);
  if (grain === "quarter" || grain === "hijriQuarter") {
    return `${key.slice(0, 4)}-Q${Math.ceil(Number(key.slice(5, 7)) / 3)}`;
  }
  return key;
}

/** Keys of the steps of a grain from first to last; empty for a period longer than fifty years. */
export function stepsOf(period: Period, grain: keyof ReturnType<typeof periodKeys>): string[] {
  const days = daysIn(period);
  if (days > LONGEST_TREND) return [];
  const steps = new Set<string>();
  // No month is shorter than four weeks, so none is stepped over.
  const stride = grain === "day" || grain === "week" ? 1 : 28;
  for (let day = 0; day < days; day += stride) steps.add(periodKeys(addDays(period.from, day))[grain]);
  steps.add(periodKeys(period.to)[grain]);
  return [...steps];
}

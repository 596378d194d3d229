import { busyness } from "#server/demo/seasons.ts";
import type { Season } from "#server/demo/plan.ts";
import type { Random } from "#server/demo/random.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Riyadh keeps UTC+3 all year. */
const RIYADH = 3 * HOUR;
const DAYS = 730;
/** The last day has only come this far. */
const LAST_HOUR = 10;

/** The two years of the demonstration, ending in the morning of the last day. */
export type Timeline = {
  readonly today: string;
  /** First instant of the first day, ms since 1970. */
  readonly startsAt: number;
  /** What had not happened by then has not happened. */
  readonly endsAt: number;
  /** A date of the two years, more often a busy one; the association grows by a third meanwhile. */
  readonly drawDate: (random: Random, season: Season) => string;
  /** An instant of a date at which people of this season are served. */
  readonly drawInstant: (random: Random, season: Season, date: string) => number;
  /** Whole days from a date to the last day. */
  readonly daysBefore: (date: string) => number;
};

export function createTimeline(today: string): Timeline {
  const last = Date.parse(`${today}T00:00:00Z`);
  const dates = Array.from({ length: DAYS }, (_, day) => toIsoDate(last - (DAYS - 1 - day) * DAY));
  const sums = new Map<Season, number[]>();

  function sumsOf(season: Season): number[] {
    const known = sums.get(season);
    if (known) return known;
    let sum = 0;
    const cumulative = dates.map((date, day) => {
      const partOfDay = day === DAYS - 1 ? 0.3 : 1;
      return (sum += busyness(season, date) * partOfDay * (1 + day / (3 * DAYS)));
    });
    sums.set(season, cumulative);
    return cumulative;
  }

  return {
    today,
    startsAt: last - (DAYS - 1) * DAY - RIYADH,
    endsAt: last + LAST_HOUR * HOUR - RIYADH,
    drawDate(random, season) {
      const cumulative = sumsOf(season);
      const aim = random.next() * (cumulative.at(-1) as number);
      let [low, high] = [0, DAYS - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((cumulative[middle] as number) > aim) high = middle;
        else low = middle + 1;
      }
      return dates[low] as string;
    },
    drawInstant(random, season, date) {
      const midnight = Date.parse(`${date}T00:00:00Z`) - RIYADH;
      if (date === today) return Math.floor(midnight + random.between(7, LAST_HOUR) * HOUR);
      const hour =
        season === "pilgrimage" ? random.between(0, 24) : random.normal(season === "evenings" ? 15.5 : 12.5, 2.3);
      return Math.floor(midnight + Math.min(23.9, Math.max(season === "pilgrimage" ? 0 : 7.5, hour)) * HOUR);
    },
    daysBefore: (date) => Math.round((last - Date.parse(`${date}T00:00:00Z`)) / DAY),
  };
}

/** The date in Riyadh at an instant. */
export function dateAt(instant: number): string {
  return toIsoDate(instant + RIYADH);
}

/** The Sunday that begins a date's week: all that is kept of the day of a sealed answer (METHODS 5.3). */
export function sundayOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  return toIsoDate(day.getTime() - day.getUTCDay() * DAY);
}

function toIsoDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

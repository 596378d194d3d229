import { z } from "zod";
import type { WayCounts } from "#analytics/metrics/way-figure.ts";
import type { Selector } from "#analytics/metrics/way-recipe.ts";
import { addDays, daysIn, isMonthEnd, isMonthStart, stepOf } from "#analytics/period.ts";
import type { WayPlan } from "#analytics/plan-way.ts";
import type { Grain } from "#analytics/query.ts";

/** One row of a compiled statement: a count per selector, and the time that those took, or have come to by today. */
export type WayRow = {
  readonly keys: Readonly<Record<string, string>>;
  readonly time: number | null;
  readonly counts: readonly number[];
};

const Time = z.object({ duration: z.number().nullish(), since: z.string().default("") });

/** Reads rows of the statement of a plan; the step of a trend is the key `period`. */
export function wayRowOf(
  { grain, groups, selectors, today, monthsOf }: WayPlan,
  asked: Grain | undefined,
): z.ZodType<WayRow> {
  const Keys = z.object(Object.fromEntries([...(grain ? [grain] : []), ...groups].map((name) => [name, z.string()])));
  const Counts = z.object(Object.fromEntries(selectors.map((_, index) => [`s${index}`, z.number()])));
  return z.unknown().transform((found): WayRow => {
    const keys = Keys.parse(found);
    const counts = Counts.parse(found);
    const { duration, since } = Time.parse(found);
    return {
      keys: grain && asked ? { ...keys, period: stepOf(keys[grain] ?? "", asked) } : keys,
      // A clock that started today, or by another's calendar tomorrow, has run for no day.
      time: since ? Math.max(0, daysIn({ from: latestStart(since, monthsOf), to: today }) - 1) : (duration ?? null),
      counts: selectors.map((_, index) => counts[`s${index}`] ?? 0),
    };
  });
}

/** The last day on which a clock may have started that was counted on this day. */
function latestStart(day: string, monthsOf: WayPlan["monthsOf"]): string {
  if (monthsOf === undefined || !isMonthStart(day, monthsOf)) return day;
  let last = day;
  while (!isMonthEnd(last, monthsOf)) last = addDays(last, 1);
  return last;
}

/** Rows of a trend as if no steps had been told apart: what one month took back of another leaves nothing behind. */
export function sumSteps(rows: readonly WayRow[], { groups }: WayPlan): WayRow[] {
  const summed = new Map<string, WayRow>();
  for (const { keys, time, counts } of rows) {
    const kept = Object.fromEntries(groups.map((name) => [name, keys[name] ?? ""]));
    const id = JSON.stringify([Object.values(kept), time]);
    const before = summed.get(id)?.counts ?? [];
    summed.set(id, { keys: kept, time, counts: counts.map((count, index) => count + (before[index] ?? 0)) });
  }
  return [...summed.values()];
}

/** What the rows of one cell count. */
export function countRows({ selectors }: WayPlan, rows: readonly WayRow[]): WayCounts {
  const indexOf = new Map(selectors.map((selector, index) => [JSON.stringify(selector), index]));
  const countsOf = (chosen: readonly Selector[]): ((row: WayRow) => number) => {
    const places = chosen.map((selector) => indexOf.get(JSON.stringify(selector)) ?? -1);
    return (row) => places.reduce((sum, place) => sum + (row.counts[place] ?? 0), 0);
  };
  return {
    count: (chosen) => {
      const countOf = countsOf(chosen);
      return rows.reduce((sum, row) => sum + countOf(row), 0);
    },
    byTime: (chosen) => {
      const countOf = countsOf(chosen);
      const times = new Map<number, number>();
      for (const row of rows) {
        if (row.time !== null) times.set(row.time, (times.get(row.time) ?? 0) + countOf(row));
      }
      // What was taken back leaves no time behind.
      return new Map([...times].filter(([, n]) => n !== 0));
    },
  };
}

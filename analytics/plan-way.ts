import { METRICS } from "#analytics/metrics/catalogue.ts";
import type { MetricId } from "#analytics/metrics/catalogue.ts";
import { isTimed, isWayRecipe, selectorsOf } from "#analytics/metrics/way-recipe.ts";
import type { Selector } from "#analytics/metrics/way-recipe.ts";
import type { Period } from "#analytics/period.ts";
import { GRAIN_COLUMNS, metricsWithNumbers } from "#analytics/plan.ts";
import type { MetricQuery } from "#analytics/query.ts";
import type { DateColumn, WayColumn } from "#analytics/schema/columns.ts";

/** What to count of the policy's way: each selector is one column of the statement. */
export type WayPlan = {
  readonly metrics: readonly MetricId[];
  readonly selectors: readonly Selector[];
  /** True when rows are also told apart by the time they took, or since when they are running. */
  readonly timed: boolean;
  readonly groups: readonly WayColumn[];
  readonly grain: DateColumn | undefined;
  readonly filters: readonly { readonly column: WayColumn; readonly values: readonly string[] }[];
  readonly period: Period;
  /** The date on which clocks that are still running are read. */
  readonly today: string;
  /** Months of which only the first day is kept; see AnalyticsScope. */
  readonly monthsOf: "month" | "hijriMonth" | undefined;
};

type PlanInput = {
  readonly query: MetricQuery;
  readonly period: Period;
  readonly byService: boolean;
  readonly today: string;
  readonly monthsOf: "month" | "hijriMonth" | undefined;
};

/** Metrics that only count share one scan, and so do those that need to know how long each took. */
export function planWay({ query, period, byService, today, monthsOf }: PlanInput): WayPlan[] {
  const possible = metricsWithNumbers(query);
  const groups = new Set(query.dimensions as readonly WayColumn[]);
  if (byService) groups.add("service");
  return [false, true].flatMap((timed): WayPlan[] => {
    const metrics: MetricId[] = [];
    const selectors = new Map<string, Selector>();
    for (const id of possible) {
      const { recipe } = METRICS[id];
      if (!isWayRecipe(recipe) || isTimed(recipe) !== timed) continue;
      metrics.push(id);
      for (const selector of selectorsOf(recipe)) selectors.set(JSON.stringify(selector), selector);
    }
    if (metrics.length === 0) return [];
    const filters = Object.entries(query.filters).map(([column, values]) => ({
      column: column as WayColumn,
      values: values ?? [],
    }));
    const grain = query.grain && GRAIN_COLUMNS[query.grain];
    return [
      {
        metrics,
        selectors: [...selectors.values()],
        timed,
        groups: [...groups],
        grain,
        filters,
        period,
        today,
        monthsOf,
      },
    ];
  });
}

import { CUBE_FAMILIES } from "#analytics/cubes/families.ts";
import { METRICS, dimensionsOf } from "#analytics/metrics/catalogue.ts";
import type { MetricId } from "#analytics/metrics/catalogue.ts";
import { eventMeasuresOf, isCounted, statsOf } from "#analytics/metrics/metric.ts";
import type { EventRecipe } from "#analytics/metrics/metric.ts";
import { isWayRecipe } from "#analytics/metrics/way-recipe.ts";
import { addDays, isMonthEnd, isMonthStart } from "#analytics/period.ts";
import type { Period } from "#analytics/period.ts";
import type { Grain, MetricQuery } from "#analytics/query.ts";
import { STAT_COLUMNS } from "#analytics/schema/columns.ts";
import type { DateColumn, DimensionColumn, Measure } from "#analytics/schema/columns.ts";
import { periodKeys } from "#policies/calendar.ts";

/** One end of a stretch of time, on the key that the table has for it. */
export type Bound = { readonly column: DateColumn; readonly value: string };
/** A table and the stretch of time to sum there. */
export type Part = { readonly table: string; readonly from: Bound; readonly to: Bound };

/** What to sum: the parts are disjoint in time, so their sums add up. */
export type Plan = {
  readonly metrics: readonly MetricId[];
  readonly measures: readonly Measure[];
  readonly stats: readonly string[];
  /** Constructs to read; undefined reads all answers. */
  readonly constructs: readonly string[] | undefined;
  /** Columns that rows are told apart by, besides measure, construct and scale. */
  readonly groups: readonly DimensionColumn[];
  /** Column of the trend's steps, at least as fine as they are. */
  readonly grain: DateColumn | undefined;
  readonly filters: readonly { readonly column: DimensionColumn; readonly values: readonly string[] }[];
  readonly parts: readonly Part[];
};

/** `cubes`: the smallest cube that can answer, facts for the rest. `facts`: facts only, to the same numbers. */
export type Sources = "cubes" | "facts";

/** The column that each grain is read from; see `stepOf`. */
export const GRAIN_COLUMNS: Readonly<Record<Grain, DateColumn>> = {
  day: "day",
  week: "week",
  month: "month",
  quarter: "month",
  year: "month",
  hijriMonth: "hijri_month",
  hijriQuarter: "hijri_month",
  hijriYear: "hijri_month",
};

type PlanInput = {
  readonly query: MetricQuery;
  readonly period: Period;
  /** True when services differ in how small a group may be shown, so that each must be seen apart. */
  readonly byService: boolean;
  readonly sources: Sources;
};

/** Metrics that have numbers by everything that the query names. */
export function metricsWithNumbers({ metrics, dimensions, filters }: MetricQuery): MetricId[] {
  const asked = [...dimensions, ...Object.keys(filters)];
  return metrics.filter((id) => {
    const possible: readonly string[] = dimensionsOf(id);
    return asked.every((dimension) => possible.includes(dimension));
  });
}

/** Decides which metrics of deliveries and answers have numbers in this query, and which tables hold them. */
export function planQuery({ query, period, byService, sources }: PlanInput): Plan {
  const recipes = new Map<MetricId, EventRecipe>();
  for (const id of metricsWithNumbers(query)) {
    const { recipe } = METRICS[id];
    if (!isWayRecipe(recipe)) recipes.set(id, recipe);
  }
  // By a step or an outcome no answer has a number, so what is left are columns of `event`.
  const filters = Object.entries(query.filters).map(([column, values]) => ({
    column: column as DimensionColumn,
    values: values ?? [],
  }));
  const dimensions = query.dimensions as readonly DimensionColumn[];
  const asked = new Set<DimensionColumn>([...dimensions, ...filters.map(({ column }) => column)]);
  const groups = new Set<DimensionColumn>(dimensions);
  groups.add("construct");
  if ([...recipes.values()].some((recipe) => recipe.kind === "share" && recipe.modes)) groups.add("mode");
  if (byService) groups.add("service");
  // Without the item a person who answered several of the chosen items could not be told from several people.
  if (query.filters.item) groups.add("item");
  const grain = query.grain && GRAIN_COLUMNS[query.grain];
  return {
    metrics: [...recipes.keys()],
    measures: [...new Set([...recipes.values()].flatMap(eventMeasuresOf))],
    stats: statsOfAll([...recipes.values()]),
    constructs: constructsOf([...recipes.values()]),
    groups: [...groups],
    grain,
    filters,
    parts: planParts({ period, grain, columns: new Set([...groups, ...asked]), sources }),
  };
}

/** In the order of the columns, so that one question always has one statement. */
function statsOfAll(recipes: readonly EventRecipe[]): string[] {
  const needed = new Set(recipes.flatMap(statsOf));
  return STAT_COLUMNS.filter((column) => needed.has(column));
}

function constructsOf(recipes: readonly EventRecipe[]): string[] | undefined {
  const constructs = new Set<string>();
  for (const recipe of recipes) {
    if (isCounted(recipe)) constructs.add("");
    else if (recipe.construct === undefined) return undefined;
    else constructs.add(recipe.construct);
  }
  return [...constructs];
}

type PartsInput = {
  readonly period: Period;
  readonly grain: DateColumn | undefined;
  readonly columns: ReadonlySet<DimensionColumn>;
  readonly sources: Sources;
};

function planParts({ period, grain, columns, sources }: PartsInput): Part[] {
  const fits =
    sources === "facts"
      ? []
      : CUBE_FAMILIES.filter(({ dimensions }) => [...columns].every((column) => dimensions.includes(column)));
  const daily = fits.find((family) => family.grain === "day")?.table ?? "event";
  const monthly =
    grain === "day" || grain === "week" ? undefined : fits.find((family) => family.grain === "month")?.table;
  const middle = monthly === undefined ? undefined : wholeMonths(period);
  if (monthly === undefined || middle === undefined) return [dailyPart(daily, period)];
  const parts: Part[] = [
    { table: monthly, from: monthBound(middle.from, isMonthStart), to: monthBound(middle.to, isMonthEnd) },
  ];
  if (period.from < middle.from) parts.push(dailyPart(daily, { from: period.from, to: addDays(middle.from, -1) }));
  if (middle.to < period.to) parts.push(dailyPart(daily, { from: addDays(middle.to, 1), to: period.to }));
  return parts;
}

function dailyPart(table: string, { from, to }: Period): Part {
  return { table, from: { column: "day", value: from }, to: { column: "day", value: to } };
}

/** The longest stretch inside the period that begins and ends with a month of either calendar. */
function wholeMonths({ from, to }: Period): Period | undefined {
  let first = from;
  while (first <= to && !isMonthStart(first, "month") && !isMonthStart(first, "hijriMonth")) first = addDays(first, 1);
  let last = to;
  while (last >= first && !isMonthEnd(last, "month") && !isMonthEnd(last, "hijriMonth")) last = addDays(last, -1);
  return first <= last ? { from: first, to: last } : undefined;
}

function monthBound(date: string, isEdge: typeof isMonthStart): Bound {
  return isEdge(date, "month")
    ? { column: "month", value: periodKeys(date).month }
    : { column: "hijri_month", value: periodKeys(date).hijriMonth };
}

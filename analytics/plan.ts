import { CUBE_FAMILIES } from "#analytics/cubes/families.ts";
import { METRICS, dimensionsOf } from "#analytics/metrics/catalogue.ts";
import type { MetricId } from "#analytics/metrics/catalogue.ts";
import { measuresOf, statsOf } from "#analytics/metrics/metric.ts";
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
const GRAIN_COLUMNS: Readonly<Record<Grain, DateColumn>> = {
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

/** Decides which metrics have numbers in this query, and which tables hold them. */
export function planQuery({ query, period, byService, sources }: PlanInput): Plan {
  const filters = Object.entries(query.filters).map(([column, values]) => ({
    column: column as DimensionColumn,
    values: values ?? [],
  }));
  const asked = new Set<DimensionColumn>([...query.dimensions, ...filters.map(({ column }) => column)]);
  const metrics = query.metrics.filter((id) => {
    const possible = dimensionsOf(id);
    return [...asked].every((dimension) => possible.includes(dimension));
  });
  const groups = new Set<DimensionColumn>(query.dimensions);
  groups.add("construct");
  if (byService) groups.add("service");
  // Without the item a person who answered several of the chosen items could not be told from several people.
  if (query.filters.item) groups.add("item");
  const grain = query.grain && GRAIN_COLUMNS[query.grain];
  return {
    metrics,
    measures: [...new Set(metrics.flatMap((id) => measuresOf(METRICS[id].recipe)))],
    stats: statsOfAll(metrics),
    constructs: constructsOf(metrics),
    groups: [...groups],
    grain,
    filters,
    parts: planParts({ period, grain, columns: new Set([...groups, ...asked]), sources }),
  };
}

/** In the order of the columns, so that one question always has one statement. */
function statsOfAll(metrics: readonly MetricId[]): string[] {
  const needed = new Set(metrics.flatMap((id) => statsOf(METRICS[id].recipe)));
  return STAT_COLUMNS.filter((column) => needed.has(column));
}

function constructsOf(metrics: readonly MetricId[]): string[] | undefined {
  const constructs = new Set<string>();
  for (const id of metrics) {
    const { recipe } = METRICS[id];
    if (recipe.kind === "count" || recipe.kind === "rate") constructs.add("");
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

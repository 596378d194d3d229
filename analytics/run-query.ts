import type { AnalyticsScope } from "#analytics/analytics.ts";
import { readWatermark } from "#analytics/facts/watermark.ts";
import { checkQueries, makeBudget } from "#analytics/limits.ts";
import type { Budget } from "#analytics/limits.ts";
import { clampPeriod, previousPeriod, stepsOf } from "#analytics/period.ts";
import type { Period } from "#analytics/period.ts";
import type { Sources } from "#analytics/plan.ts";
import type { MetricQuery, MetricResult, MetricRow, MetricValue } from "#analytics/query.ts";
import { readSources } from "#analytics/read-sources.ts";
import type { ReadInput } from "#analytics/read-sources.ts";
import { EMPTY, compareKeys, shapeRows } from "#analytics/shape.ts";
import type { Cell, ShapedRow } from "#analytics/shape.ts";
import type { Warehouse } from "#analytics/warehouse.ts";

type QueriesInput = {
  readonly warehouse: Warehouse;
  readonly scope: AnalyticsScope;
  readonly queries: readonly MetricQuery[];
  readonly sources: Sources;
};

/** Answers the queries of one request, one after the other. Throws QueryTooLarge when together they ask for too much. */
export async function runQueries({ queries, ...asked }: QueriesInput): Promise<MetricResult[]> {
  checkQueries(queries);
  const budget = makeBudget();
  const results: MetricResult[] = [];
  for (const query of queries) results.push(await answerQuery({ ...asked, query, budget }));
  return results;
}

type QueryInput = Omit<QueriesInput, "queries"> & { readonly query: MetricQuery };

/** Answers one query by itself. Throws QueryTooLarge. */
export async function runQuery({ query, ...asked }: QueryInput): Promise<MetricResult> {
  checkQueries([query]);
  return answerQuery({ ...asked, query, budget: makeBudget() });
}

/**
 * Answers a query: plan → SQL → run → shape, all of one moment of the data. Rows are sorted by their keys. A trend
 * without dimensions has a row for every step between the first and the last with data; a query with neither has exactly
 * one row; any other has the rows in which some metric has people.
 */
async function answerQuery({
  warehouse,
  scope,
  query,
  sources,
  budget,
}: QueryInput & { readonly budget: Budget }): Promise<MetricResult> {
  const period = clampPeriod(query.period);
  return warehouse.read(async (reader) => {
    const watermark = await readWatermark(reader);
    const asked = { reader, scope, query, sources, budget };
    const current = await rowsOf({ ...asked, period });
    if (query.compare === "none") {
      return { rows: current.rows.map((row) => toMetricRow(query, row)), watermark, k: current.k };
    }
    const before = period && previousPeriod(period);
    const previous = await rowsOf({ ...asked, period: before });
    const aligned = alignRows({ query, rows: previous.rows, before, period });
    return {
      rows: joinRows(query, current.rows, aligned),
      watermark,
      k: Math.max(current.k, previous.k),
    };
  });
}

async function rowsOf(asked: ReadInput & { readonly budget: Budget }): Promise<{ rows: ShapedRow[]; k: number }> {
  const { query, scope, period, budget } = asked;
  const sources = await readSources(asked);
  const cells = sources.flatMap((source) => source.cells);
  const expected = query.dimensions.length > 0 ? [] : query.grain ? stepsWithin(query, cells, period) : [[]];
  const k = cells.reduce((strictest, cell) => Math.max(strictest, cell.k), scope.k);
  return { rows: shapeRows({ query, sources, expected, budget }), k };
}

/** Every step between the first and the last that has data. */
function stepsWithin(query: MetricQuery, cells: readonly Cell[], period: Period | undefined): string[][] {
  if (!query.grain || !period) return [];
  const found = cells.map(({ keys }) => keys[0] ?? "").sort();
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) return [];
  return stepsOf(period, query.grain)
    .filter((step) => step >= first && step <= last)
    .map((step) => [step]);
}

type AlignInput = {
  readonly query: MetricQuery;
  readonly rows: readonly ShapedRow[];
  readonly before: Period | undefined;
  readonly period: Period | undefined;
};

/** Puts the rows of the previous period on the steps of this one: first on first, second on second. */
function alignRows({ query, rows, before, period }: AlignInput): ShapedRow[] {
  const { grain } = query;
  if (!grain || !before || !period) return [...rows];
  const steps = stepsOf(period, grain);
  const stepFor = new Map(stepsOf(before, grain).map((step, index) => [step, steps[index]]));
  return rows.flatMap((row) => {
    const step = stepFor.get(row.keys[0] ?? "");
    return step === undefined ? [] : [{ ...row, keys: [step, ...row.keys.slice(1)] }];
  });
}

function joinRows(query: MetricQuery, current: readonly ShapedRow[], previous: readonly ShapedRow[]): MetricRow[] {
  const found = new Map<string, { now?: ShapedRow; before?: ShapedRow }>();
  for (const now of current) found.set(JSON.stringify(now.keys), { now });
  for (const before of previous) {
    const id = JSON.stringify(before.keys);
    found.set(id, { ...found.get(id), before });
  }
  return [...found.values()]
    .flatMap(({ now, before }) => {
      const keys = (now ?? before)?.keys;
      return keys ? [{ keys, now, before }] : [];
    })
    .sort((a, b) => compareKeys(a.keys, b.keys))
    .map(({ keys, now, before }) => toMetricRow(query, now ?? { keys, values: new Map() }, before));
}

function toMetricRow(query: MetricQuery, row: ShapedRow, before?: ShapedRow): MetricRow {
  const names = [...(query.grain ? ["period"] : []), ...query.dimensions];
  const values: [string, MetricValue][] = query.metrics.map((id) => {
    const value = row.values.get(id) ?? EMPTY;
    return [id, query.compare === "none" ? value : { ...value, comparison: before?.values.get(id) ?? EMPTY }];
  });
  return {
    keys: Object.fromEntries(names.map((name, index) => [name, row.keys[index] ?? ""])),
    values: Object.fromEntries(values),
  };
}

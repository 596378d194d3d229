import type { AnalyticsScope } from "#analytics/analytics.ts";
import { readWatermark } from "#analytics/facts/watermark.ts";
import { checkQueries, makeBudget } from "#analytics/limits.ts";
import type { Budget } from "#analytics/limits.ts";
import { clampPeriod, previousPeriod, stepsOf } from "#analytics/period.ts";
import type { Period } from "#analytics/period.ts";
import type { Sources } from "#analytics/plan.ts";
import type { MetricQuery, MetricResult, MetricRow, MetricValue } from "#analytics/query.ts";
import { readSources, toSources } from "#analytics/read-sources.ts";
import type { Readings } from "#analytics/read-sources.ts";
import { shareReadings } from "#analytics/share-readings.ts";
import { EMPTY, compareKeys, shapeRows } from "#analytics/shape.ts";
import type { Cell, ShapedRow } from "#analytics/shape.ts";
import type { Reader, Warehouse } from "#analytics/warehouse.ts";

type QueriesInput = {
  readonly warehouse: Warehouse;
  readonly scope: AnalyticsScope;
  readonly queries: readonly MetricQuery[];
  readonly sources: Sources;
};

/**
 * Answers the queries of one request, all of one moment of the data. What several of them need is read once. Throws
 * QueryTooLarge when together they ask for too much.
 */
export async function runQueries({ warehouse, queries, ...asked }: QueriesInput): Promise<MetricResult[]> {
  checkQueries(queries);
  const budget = makeBudget();
  return warehouse.read(async (reader) => {
    const watermark = await readWatermark(reader);
    const results: MetricResult[] = [];
    for (const { read, at } of shareReadings(queries)) {
      const together = at.map((place) => queries[place] ?? read);
      const answers = await answerQueries({ ...asked, reader, read, queries: together, budget });
      for (const [index, answer] of answers.entries()) results[at[index] ?? 0] = { ...answer, watermark };
    }
    return results;
  });
}

/** Answers one query by itself. Throws QueryTooLarge. */
export async function runQuery({ query, ...asked }: Omit<QueriesInput, "queries"> & { readonly query: MetricQuery }) {
  const [result] = await runQueries({ ...asked, queries: [query] });
  if (!result) throw new Error("a query has an answer");
  return result;
}

type AnswerInput = Omit<QueriesInput, "warehouse"> & {
  readonly reader: Reader;
  /** What to read for all of them. */
  readonly read: MetricQuery;
  readonly budget: Budget;
};

/**
 * Answers queries that one reading serves: plan → SQL → run → shape. Rows are sorted by their keys. A trend without
 * dimensions has a row for every step between the first and the last with data; a query with neither has exactly one row;
 * any other has the rows in which some metric has people.
 */
async function answerQueries({ reader, scope, read, queries, sources, budget }: AnswerInput) {
  const period = clampPeriod(read.period);
  const readIn = (within: Period | undefined) => readSources({ reader, scope, query: read, sources, period: within });
  const shape = (query: MetricQuery, readings: Readings, within: Period | undefined) =>
    toRows({ query, scope, readings, period: within, budget });
  const now = await readIn(period);
  if (read.compare === "none") {
    return queries.map((query) => {
      const { rows, k } = shape(query, now, period);
      return { rows: rows.map((row) => toMetricRow(query, row)), k };
    });
  }
  const before = period && previousPeriod(period);
  const earlier = await readIn(before);
  return queries.map((query) => {
    const [current, previous] = [shape(query, now, period), shape(query, earlier, before)];
    const aligned = alignRows({ query, rows: previous.rows, before, period });
    return { rows: joinRows(query, current.rows, aligned), k: Math.max(current.k, previous.k) };
  });
}

type RowsInput = {
  readonly query: MetricQuery;
  readonly scope: AnalyticsScope;
  readonly readings: Readings;
  readonly period: Period | undefined;
  readonly budget: Budget;
};

function toRows({ query, scope, readings, period, budget }: RowsInput): { rows: ShapedRow[]; k: number } {
  const sources = toSources(readings, query, scope);
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

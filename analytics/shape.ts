import type { Budget } from "#analytics/limits.ts";
import { METRICS } from "#analytics/metrics/catalogue.ts";
import type { MetricId } from "#analytics/metrics/catalogue.ts";
import type { Figure } from "#analytics/metrics/figure.ts";
import type { MetricQuery, MetricValue } from "#analytics/query.ts";
import { withheldCells } from "#analytics/withhold.ts";

/** One row of a result before it gets its comparison: its keys in the order of the query, and a value per metric. */
export type ShapedRow = { readonly keys: readonly string[]; readonly values: ReadonlyMap<MetricId, MetricValue> };

export const EMPTY: MetricValue = { value: null, low: null, high: null, base: 0, state: "empty" };
const WITHHELD: MetricValue = { value: null, low: null, high: null, base: null, state: "withheld" };

/** One cell of what one source of numbers holds, with what its metrics come to there. */
export type Cell = {
  readonly keys: readonly string[];
  /** The strictest k of the services that the cell pools. */
  readonly k: number;
  readonly figureOf: (id: MetricId) => Figure;
};

/** Numbers of one source: deliveries and answers, or what happened on the policy's way. */
export type Source = { readonly metrics: readonly MetricId[]; readonly cells: readonly Cell[] };

type ShapeInput = {
  readonly query: MetricQuery;
  readonly sources: readonly Source[];
  /** Keys of rows that are to be there even when nothing was found. */
  readonly expected: readonly (readonly string[])[];
  readonly budget: Budget;
};

/** Turns cells into rows: each metric worked out, judged by the k of its cell, and withheld where it must be. */
export function shapeRows({ query, sources, expected, budget }: ShapeInput): ShapedRow[] {
  const rows = new Map<string, { keys: readonly string[]; values: Map<MetricId, MetricValue> }>();
  for (const keys of [...expected, ...sources.flatMap(({ cells }) => cells.map((cell) => cell.keys))]) {
    rows.set(JSON.stringify(keys), { keys, values: new Map() });
  }
  budget.take(rows.size * query.metrics.length);

  for (const { metrics, cells } of sources) {
    for (const id of metrics) {
      const judged = cells.map(({ keys, k, figureOf }) => {
        const figure = figureOf(id);
        return { keys, figure, k, group: figure.smallest, tellsOfEach: figure.tellsOfEach };
      });
      const withheld = withheldCells(judged);
      for (const one of judged) {
        rows.get(JSON.stringify(one.keys))?.values.set(id, withheld.has(one) ? WITHHELD : toValue(id, one.figure));
      }
    }
  }
  const kept = new Set(expected.map((keys) => JSON.stringify(keys)));
  return [...rows]
    .filter(([id, row]) => kept.has(id) || [...row.values.values()].some((value) => value.state !== "empty"))
    .map(([, row]) => row)
    .sort((a, b) => compareKeys(a.keys, b.keys));
}

export function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [index, key] of a.entries()) {
    const other = b[index] ?? "";
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
}

function toValue(id: MetricId, figure: Figure): MetricValue {
  const { base, value, low, high, distribution } = figure;
  if (figure.isUndetermined) return { value: null, low: null, high: null, base, state: "undetermined" };
  if (base === 0) return EMPTY;
  // Enough people to be counted, but not for this statistic: no number is better than a poor one.
  if (value === null || base < METRICS[id].minimumBase) return WITHHELD;
  return { value, low, high, base, state: "ok", ...(distribution && { distribution }) };
}

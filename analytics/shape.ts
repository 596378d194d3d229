import type { AnalyticsScope } from "#analytics/analytics.ts";
import type { Budget } from "#analytics/limits.ts";
import { METRICS } from "#analytics/metrics/catalogue.ts";
import type { MetricId } from "#analytics/metrics/catalogue.ts";
import { figureOf } from "#analytics/metrics/figure.ts";
import type { Figure, PeopleLevel } from "#analytics/metrics/figure.ts";
import type { Plan } from "#analytics/plan.ts";
import type { MetricQuery, MetricValue } from "#analytics/query.ts";
import type { SumsRow } from "#analytics/sums.ts";
import { withheldCells } from "#analytics/withhold.ts";

/** One row of a result before it gets its comparison: its keys in the order of the query, and a value per metric. */
export type ShapedRow = { readonly keys: readonly string[]; readonly values: ReadonlyMap<MetricId, MetricValue> };

export const EMPTY: MetricValue = { value: null, low: null, high: null, base: 0, state: "empty" };
const WITHHELD: MetricValue = { value: null, low: null, high: null, base: null, state: "withheld" };

type ShapeInput = {
  readonly query: MetricQuery;
  readonly plan: Plan;
  readonly sums: readonly SumsRow[];
  readonly scope: AnalyticsScope;
  /** Keys of rows that are to be there even when nothing was found. */
  readonly expected: readonly (readonly string[])[];
  readonly budget: Budget;
};

/** Turns sums into rows: each metric worked out, judged by the k of its cell, and withheld where it must be. */
export function shapeRows({ query, plan, sums, scope, expected, budget }: ShapeInput): ShapedRow[] {
  const cells = new Map<string, { keys: readonly string[]; rows: SumsRow[]; values: Map<MetricId, MetricValue> }>();
  const cellAt = (keys: readonly string[]) => {
    const id = JSON.stringify(keys);
    const cell = cells.get(id) ?? { keys, rows: [], values: new Map<MetricId, MetricValue>() };
    cells.set(id, cell);
    return cell;
  };
  for (const keys of expected) cellAt(keys);
  const keyColumns = [...(plan.grain ? ["period"] : []), ...query.dimensions];
  for (const row of sums) cellAt(keyColumns.map((column) => row.keys[column] ?? "")).rows.push(row);
  budget.take(cells.size * query.metrics.length);

  const level = peopleLevelOf(query);
  for (const id of plan.metrics) {
    const judged = [...cells.values()].map((cell) => {
      const figure = figureOf(METRICS[id], cell.rows, level);
      return {
        cell,
        figure,
        judged: { keys: cell.keys, group: figure.smallest, k: kOf(cell.rows, scope), tellsOfEach: figure.tellsOfEach },
      };
    });
    const withheld = withheldCells(judged.map((one) => one.judged));
    for (const one of judged) one.cell.values.set(id, withheld.has(one.judged) ? WITHHELD : toValue(id, one.figure));
  }
  const kept = new Set(expected.map((keys) => JSON.stringify(keys)));
  return [...cells]
    .filter(([id, cell]) => kept.has(id) || [...cell.values.values()].some((value) => value.state !== "empty"))
    .map(([, cell]) => cell)
    .sort((a, b) => compareKeys(a.keys, b.keys));
}

/** The strictest k of the services that a cell pools. */
export function kOf(rows: readonly SumsRow[], scope: AnalyticsScope): number {
  return rows.reduce((k, row) => Math.max(k, scope.kByService[row.keys["service"] ?? ""] ?? 0), scope.k);
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
  if (base === 0) return EMPTY;
  // Enough people to be counted, but not for this statistic: no number is better than a poor one.
  if (value === null || base < METRICS[id].minimumBase) return WITHHELD;
  return { value, low, high, base, state: "ok", ...(distribution && { distribution }) };
}

/** People are counted where the query looks: within items, within constructs, or over all that a person answered. */
function peopleLevelOf({ dimensions, filters }: MetricQuery): PeopleLevel {
  if (dimensions.includes("item") || filters.item) return "item";
  return dimensions.includes("construct") || filters.construct ? "construct" : "all";
}

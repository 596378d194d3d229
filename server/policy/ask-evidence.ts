import type { ScopedAnalytics } from "#analytics/analytics.ts";
import { LIMITS } from "#analytics/limits.ts";
import { MetricId } from "#analytics/metrics/catalogue.ts";
import { MetricQuery, type MetricResult, type MetricValue } from "#analytics/query.ts";
import type { Evidence } from "#policies/evidence-schema.ts";
import { groupBy } from "#server/store/group-by.ts";

export type MetricEvidence = Extract<Evidence, { metric: string }>;

/** Numbers of one piece of evidence; the trend has only steps in which there was something. */
export type Figures = {
  readonly figure: MetricValue;
  readonly trend: readonly { readonly period: string; readonly value: MetricValue }[];
  readonly parts: readonly { readonly key: string; readonly value: MetricValue }[];
};

type Span = { readonly from: string; readonly to: string };

/**
 * Asks for the figures of all evidence with as few questions as possible: metrics of the same filters share one. Evidence
 * that analytics cannot compute, by its metric, filters or breakdown, has none: undefined at its place.
 */
export async function askEvidence(
  analytics: Pick<ScopedAnalytics, "queryAll">,
  evidence: readonly MetricEvidence[],
  { period, grain }: { period: Span; grain: "month" | "hijriMonth" },
): Promise<(Figures | undefined)[]> {
  const asked = evidence.map((one) => toQuestion(one, period));
  const shared = [...groupBy(asked.filter(isKnown), ({ query }) => JSON.stringify(query.filters)).values()].flatMap(
    (group) => inBatches([...new Set(group.map(({ metric }) => metric))], 24).map((metrics) => ({ group, metrics })),
  );
  const totals = shared.map(({ group, metrics }) => ({ ...questionOf(group), metrics }));
  const broken = asked.filter(isKnown).filter(({ by }) => by !== undefined);
  const parts = broken.map(({ query, by }) => ({ ...query, dimensions: by ? [by] : [] }));
  const results = await askInTurn(analytics, [...totals, ...totals.map((query) => ({ ...query, grain })), ...parts]);

  return asked.map((one) => {
    if (!isKnown(one)) return undefined;
    const at = shared.findIndex(({ group, metrics }) => group.includes(one) && metrics.includes(one.metric));
    const figure = results[at]?.rows[0]?.values[one.metric] ?? NOBODY;
    const trend = valuesBy(results[totals.length + at], "period", one.metric);
    const part = broken.indexOf(one);
    const rows = part < 0 ? [] : valuesBy(results[2 * totals.length + part], one.by ?? "", one.metric);
    return {
      figure,
      trend: trend.map(({ key, value }) => ({ period: key, value })).sort((a, b) => (a.period < b.period ? -1 : 1)),
      parts: rows,
    };
  });
}

const NOBODY: MetricValue = { value: null, low: null, high: null, base: 0, state: "empty" };

type Question = {
  readonly metric: MetricId;
  readonly query: MetricQuery;
  readonly by: MetricQuery["dimensions"][0] | undefined;
};

/** Policies name metrics as text, since they know nothing of analytics: here it turns out which exist. */
function toQuestion({ metric, filters, by }: MetricEvidence, period: Span): Question | undefined {
  const id = MetricId.safeParse(metric);
  const query = MetricQuery.safeParse({ metrics: [metric], filters, period, dimensions: by === undefined ? [] : [by] });
  if (!id.success || !query.success) return undefined;
  return { metric: id.data, query: { ...query.data, dimensions: [] }, by: query.data.dimensions[0] };
}

function isKnown(question: Question | undefined): question is Question {
  return question !== undefined;
}

function questionOf(group: readonly Question[]): MetricQuery {
  const [first] = group;
  if (!first) throw new Error("a group of questions has one");
  return first.query;
}

/** As many questions at a time as one request of analytics may have. */
async function askInTurn(
  analytics: Pick<ScopedAnalytics, "queryAll">,
  queries: readonly MetricQuery[],
): Promise<MetricResult[]> {
  const results: MetricResult[] = [];
  let batch: MetricQuery[] = [];
  let metrics = 0;
  for (const query of queries) {
    if (metrics + query.metrics.length > LIMITS.metrics) {
      results.push(...(await analytics.queryAll(batch)));
      [batch, metrics] = [[], 0];
    }
    batch.push(query);
    metrics += query.metrics.length;
  }
  if (batch.length > 0) results.push(...(await analytics.queryAll(batch)));
  return results;
}

function inBatches<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, at) => values.slice(at * size, (at + 1) * size));
}

function valuesBy(
  result: MetricResult | undefined,
  key: string,
  metric: string,
): { key: string; value: MetricValue }[] {
  return (result?.rows ?? []).flatMap(({ keys, values }) => {
    const value = values[metric];
    return value === undefined ? [] : [{ key: keys[key] ?? "", value }];
  });
}

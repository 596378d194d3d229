import type { ScopedAnalytics } from "#analytics/analytics.ts";
import { LIMITS } from "#analytics/limits.ts";
import { METRICS, MetricId } from "#analytics/metrics/catalogue.ts";
import { isWayRecipe } from "#analytics/metrics/way-recipe.ts";
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

/** A piece of evidence and the days that it is about, both ends included. */
export type AskedEvidence = Pick<MetricEvidence, "metric" | "filters" | "by"> & { readonly period: Span };
type Span = { readonly from: string; readonly to: string };

/**
 * Asks for the figures of all evidence with as few questions as possible: metrics of the same days and filters share one,
 * and so do breakdowns by the same dimension. Evidence that analytics cannot compute, by its metric, filters or breakdown,
 * has none: undefined at its place.
 */
export async function askEvidence(
  analytics: Pick<ScopedAnalytics, "queryAll">,
  evidence: readonly AskedEvidence[],
  grain: "month" | "hijriMonth",
): Promise<(Figures | undefined)[]> {
  const asked = evidence.map(toQuestion);
  const known = asked.filter((one) => one !== undefined);
  const wholes = known.map(({ metric, query }) => ({ metric, query: { ...query, dimensions: [] } }));
  const trends = wholes.map(({ metric, query }) => ({ metric, query: { ...query, grain } }));
  const broken = known.filter(({ query }) => query.dimensions.length > 0);
  const answerTo = await askShared(analytics, [...wholes, ...trends, ...broken]);

  return asked.map((one) => {
    if (one === undefined) return undefined;
    const at = known.indexOf(one);
    const [by] = one.query.dimensions;
    const trend = valuesBy(answerTo(trends[at]), "period", one.metric);
    return {
      figure: answerTo(wholes[at])?.rows[0]?.values[one.metric] ?? NOBODY,
      trend: trend.map(({ key, value }) => ({ period: key, value })).sort((a, b) => (a.period < b.period ? -1 : 1)),
      // Rows are there for any metric of the question: of this one only where there is somebody.
      parts:
        by === undefined ? [] : valuesBy(answerTo(one), by, one.metric).filter(({ value }) => value.state !== "empty"),
    };
  });
}

const NOBODY: MetricValue = { value: null, low: null, high: null, base: 0, state: "empty" };

type Question = { readonly metric: MetricId; readonly query: MetricQuery };

/** Policies name metrics as text, since they know nothing of analytics: here it turns out which exist. */
function toQuestion({ metric, filters, by, period }: AskedEvidence): Question | undefined {
  const id = MetricId.safeParse(metric);
  const query = MetricQuery.safeParse({ metrics: [metric], filters, period, dimensions: by === undefined ? [] : [by] });
  return id.success && query.success ? { metric: id.data, query: query.data } : undefined;
}

/** Most metrics of a query. */
const MOST = 24;

/** Asks questions that differ in nothing but their metric together; what comes back finds the answer to each. */
async function askShared(
  analytics: Pick<ScopedAnalytics, "queryAll">,
  questions: readonly Question[],
): Promise<(question: Question | undefined) => MetricResult | undefined> {
  const groups = [...groupBy(questions, ({ query }) => JSON.stringify({ ...query, metrics: [] })).values()];
  const shared = groups.flatMap((group) =>
    inBatches(bySource(group), MOST).map((metrics) => ({
      query: { ...(group[0]?.query as MetricQuery), metrics },
      answers: group.filter(({ metric }) => metrics.includes(metric)),
    })),
  );
  // A whole next to its trend, so that analytics has both in one request and reads them once.
  const order = shared.toSorted((a, b) => (withoutGrain(a.query) < withoutGrain(b.query) ? -1 : 1));
  const results = await askInTurn(
    analytics,
    order.map(({ query }) => query),
  );
  const found = new Map(
    order.flatMap(({ answers }, at) => answers.map((question) => [question, results[at]] as const)),
  );
  return (question) => question && found.get(question);
}

/** Metrics of deliveries and answers first, then those of the way: a question about one of them alone reads one source. */
function bySource(group: readonly Question[]): MetricId[] {
  const metrics = [...new Set(group.map(({ metric }) => metric))];
  const isWay = (metric: MetricId) => isWayRecipe(METRICS[metric].recipe);
  return [...metrics.filter((metric) => !isWay(metric)), ...metrics.filter(isWay)];
}

function withoutGrain(query: MetricQuery): string {
  const { grain: _, ...whole } = query;
  return JSON.stringify(whole);
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

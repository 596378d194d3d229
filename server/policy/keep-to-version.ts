import { METRICS, MetricId } from "#analytics/metrics/catalogue.ts";
import { measuresOf } from "#analytics/metrics/metric.ts";
import type { AskedEvidence } from "#server/policy/ask-evidence.ts";
import type { CurrentReadings } from "#server/readings/current-readings.ts";
import { toStep } from "#server/readings/recount-readings.ts";

/** Evidence about who has the current version, and since when that version is. */
export type OfVersion = { readonly asked: AskedEvidence; readonly since: string };

/**
 * Who has read a text is a matter of its current version, however long ago that came (clauses C19, T18, T19): evidence of
 * readings and copies is asked for by that version, from its day on, whatever the page's period. Undefined for all else.
 */
export function keepToVersion(asked: AskedEvidence, current: CurrentReadings, today: string): OfVersion | undefined {
  const metric = MetricId.safeParse(asked.metric);
  if (!metric.success) return undefined;
  const measures: readonly string[] = measuresOf(METRICS[metric.data].recipe);
  const policy = { id: "policy", version: current.version, on: current.on };
  const isOfReadings = measures.includes("acknowledgement");
  if (!isOfReadings && !measures.includes("circulation")) return undefined;
  const wanted = isOfReadings ? asked.filters["outcome"] : undefined;
  const texts = isOfReadings ? current.readings.filter(({ id }) => wanted?.includes(id) ?? true) : [policy];
  const [since] = texts.map(({ on }) => on).sort();
  if (since === undefined) return undefined;
  const step = texts.map(({ id, version }) => toStep(id, version));
  return { asked: { ...asked, filters: { ...asked.filters, step }, period: { from: since, to: today } }, since };
}

import { z } from "zod";
import { parseDate } from "@internationalized/date";
import { todayIn } from "#policies/calendar.ts";
import type { MetricId } from "#analytics/metrics/catalogue.ts";
import type { MetricResult } from "#analytics/query.ts";
import type { Deps } from "#server/deps.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import { askFigures } from "#server/metrics/ask-figures.ts";
import { scopeOf } from "#server/metrics/routes.ts";

/** Times to decision with pending requests censored (METHODS 2.18), and both readings of the two weeks. */
export const TIME_METRICS = [
  "decided-median-days",
  "decided-p80-days",
  "decided-p90-days",
  "decided-by-day-14-share",
  "decided-after-day-14-share",
  "decided-before-14-count",
  "decided-after-14-count",
  "pending-over-14",
] as const satisfies readonly MetricId[];

/** Requests that came to the committee between two days; the last twelve months where nothing is said. */
export const TimePeriod = z
  .strictObject({
    association: z.string().optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, "`from` comes before `to`");

/** Figures of the time to the committee's decision. Throws `busy` while figures are being rebuilt. */
export async function askTimeToDecision(
  deps: Pick<Deps, "feed" | "log" | "analytics" | "policies" | "clock">,
  { associationId, from, to }: { associationId: string; from?: string | undefined; to?: string | undefined },
): Promise<MetricResult & { period: { from: string; to: string } }> {
  const { timeZone } = getPolicy(deps, associationId);
  const last = to ?? todayIn(timeZone, deps.clock());
  const first = from ?? parseDate(last).subtract({ years: 1 }).add({ days: 1 }).toString();
  const period = { from: first, to: last };
  const analytics = deps.analytics.forAssociation(scopeOf(deps, associationId));
  const query = { metrics: [...TIME_METRICS], dimensions: [], filters: {}, period, compare: "none" as const };
  const [result] = await askFigures(deps, () => analytics.queryAll([query]));
  if (!result) throw new Error("a question has one answer");
  return { ...result, period };
}

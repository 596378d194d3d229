import type { ScopedAnalytics } from "#analytics/analytics.ts";
import { MetricQuery } from "#analytics/query.ts";
import { auditList } from "#server/audit/audit-list.ts";
import { listHeldComments, type HeldComment } from "#server/comments/list-held.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";

/** Before the first answer that anybody can have given. */
const FIRST_DAY = "2020-01-01";

/**
 * Held comments of the services whose answers may be counted: below that, who wrote is told by the words alone. They come
 * without their day, and that they were read is kept before they are shown.
 */
export async function readHeldComments(
  deps: Pick<Deps, "store" | "forms" | "clock" | "seal">,
  {
    analytics,
    caller,
    today,
    limit,
  }: { analytics: Pick<ScopedAnalytics, "queryAll">; caller: Caller; today: string; limit: number },
): Promise<HeldComment[]> {
  const [byService] = await analytics.queryAll([
    MetricQuery.parse({
      metrics: ["responses"],
      dimensions: ["service"],
      period: { from: FIRST_DAY, to: today },
    }),
  ]);
  const counted = (byService?.rows ?? []).filter(({ values }) => values["responses"]?.state === "ok");
  const services = counted.map(({ keys }) => keys["service"] ?? "");
  const comments = await listHeldComments(deps, caller.associationId, { limit, services });
  await auditList(deps, caller, { entity: "comment", rows: comments.length });
  return comments;
}

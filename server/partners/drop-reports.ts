import { todayIn } from "#policies/calendar.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";
import type { PartnerRequestRow } from "#server/partners/partner.ts";
import { noonOf } from "#server/journeys/noon-of.ts";

/** Takes out of the counts the reports that will not come due, because the partnership has ended; what is late stays. */
export async function dropReports(open: OpenJourney, row: PartnerRequestRow): Promise<void> {
  const today = todayIn(open.policy.timeZone, open.now);
  const ahead = await open.tx
    .selectFrom("impact_report")
    .select("due_on")
    .where("association_id", "=", row.association_id)
    .where("partner_request_id", "=", row.id)
    .where("filed_at", "is", null)
    .where("due_on", ">=", today)
    .execute();
  for (const { due_on: on } of ahead) open.count({ measure: "impact-report-due", countedAt: noonOf(on), n: -1 });
}

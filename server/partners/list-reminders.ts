import { todayIn } from "#policies/calendar.ts";
import type { PartnerDeps } from "#server/partners/in-partnership.ts";
import { partnersOf } from "#server/partners/list-partnerships.ts";
import type { PartnerRequestRow, Scope } from "#server/partners/partner.ts";
import { getPartnership, type Side } from "#server/partners/partnership-rule.ts";
import type { Reminder } from "#server/partners/partnership-view.ts";
import { REMIND_DAYS } from "#server/partners/read-running.ts";
import { daysBetween } from "#server/partners/report-calendar.ts";

/**
 * What is due within two weeks or late, and what waits for one side, most urgent first. Something that is late is reminded
 * of and nothing else: it lowers no score.
 */
export async function listReminders(
  deps: PartnerDeps,
  { scope, side }: { scope: Scope; side: Side },
): Promise<Reminder[]> {
  const { policy } = getPartnership(deps, scope.associationId);
  const { associationId, partnerId } = scope;
  const db = deps.store.read;
  const today = todayIn(policy.timeZone, deps.clock());
  const partners = await partnersOf(db, associationId);
  let open = db
    .selectFrom("partner_request")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("step", "is not", null);
  if (partnerId !== undefined) open = open.where("partner_id", "=", partnerId);
  const rows = new Map((await open.execute()).map((row) => [row.id, row]));
  const about = (row: PartnerRequestRow) => ({
    requestId: row.id,
    title: row.title,
    partnerId: row.partner_id,
    partner: partners.get(row.partner_id)?.name ?? "",
  });
  const evaluationSteps = stepsThatNeed(policy, "evaluation");

  const reminders: Reminder[] = [];
  const reports = await db
    .selectFrom("impact_report")
    .select(["id", "partner_request_id", "due_on"])
    .where("association_id", "=", associationId)
    .where("filed_at", "is", null)
    .orderBy("due_on")
    .execute();
  for (const report of reports) {
    const row = rows.get(report.partner_request_id);
    const days = daysBetween(today, report.due_on);
    if (row && days <= REMIND_DAYS) {
      reminders.push({ kind: "report", ...about(row), reportId: report.id, dueOn: report.due_on, days });
    }
  }
  const unsigned = await db
    .selectFrom("agreement")
    .select("partner_request_id")
    .where("association_id", "=", associationId)
    .where(`${side}_signed_at`, "is", null)
    .execute();
  for (const { partner_request_id: id } of unsigned) {
    const row = rows.get(id);
    if (row) reminders.push({ kind: "sign", ...about(row) });
  }
  const evaluated = await db
    .selectFrom("partnership_evaluation")
    .select("partner_request_id")
    .where("association_id", "=", associationId)
    .where("side", "=", side)
    .execute();
  const done = new Set(evaluated.map(({ partner_request_id: id }) => id));
  for (const row of rows.values()) {
    if (evaluationSteps.has(row.step) && !done.has(row.id)) reminders.push({ kind: "evaluate", ...about(row) });
  }
  return reminders;
}

function stepsThatNeed(policy: ReturnType<typeof getPartnership>["policy"], need: "evaluation"): Set<string | null> {
  return new Set(
    policy.journeys
      .filter(({ subject }) => subject === "partnership")
      .flatMap(({ steps }) => steps)
      .filter(({ outcomes }) => outcomes.some(({ needs }) => needs.includes(need)))
      .map(({ id }) => id),
  );
}

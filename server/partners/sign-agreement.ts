import { noonOf } from "#server/journeys/noon-of.ts";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AppError } from "#server/errors.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";
import {
  inPartnership,
  proveAndGoOn,
  requireAt,
  type Doing,
  type PartnerDeps,
} from "#server/partners/in-partnership.ts";
import { ruleOf, type Side } from "#server/partners/partnership-rule.ts";
import { dueOn, reportCalendar } from "#server/partners/report-calendar.ts";

/** `agreementId` is the text that was read: another one is not signed by it. */
export const Signing = z.strictObject({ seq: z.int().min(1), agreementId: z.string().max(64) });

const DAY = 86_400_000;

/**
 * Signs for one side (clause T16). With the second signature the agreement holds, and the calendar of impact reports stands
 * (clause T17). Signing again changes nothing.
 */
export function signAgreement(
  deps: PartnerDeps,
  { side, agreementId, ...doing }: Doing & { side: Side; agreementId: string },
): Promise<void> {
  return inPartnership(deps, doing, async (open, row) => {
    requireAt(open, "agreement");
    const ofThis = { association_id: row.association_id, partner_request_id: row.id };
    const agreement = await open.tx
      .selectFrom("agreement")
      .selectAll()
      .where("association_id", "=", row.association_id)
      .where("partner_request_id", "=", row.id)
      .executeTakeFirst();
    if (!agreement) {
      throw new AppError("unprocessable", "There is no agreement to sign yet.", { reason: "noAgreement" });
    }
    if (agreement.id !== agreementId) {
      throw new AppError("conflict", "The agreement was written anew meanwhile. Please read it again.", {
        reason: "changed",
      });
    }
    if (agreement[`${side}_signed_at`] !== null) return;
    await open.tx
      .updateTable("agreement")
      .set(
        side === "association"
          ? { association_signed_at: open.now, association_signed_by: doing.doer.id }
          : { partner_signed_at: open.now, partner_signed_by: doing.doer.id },
      )
      .where("association_id", "=", row.association_id)
      .where("partner_request_id", "=", row.id)
      .execute();
    const other = side === "association" ? agreement.partner_signed_at : agreement.association_signed_at;
    if (other === null) return;
    const duration = Math.floor((open.now - open.state().since) / DAY);
    open.count({ measure: "agreement-signed", countedAt: row.opened_at, duration });
    await layOutReports(open, ofThis, agreement);
    await proveAndGoOn(open, "agreement", doing.doer);
  });
}

async function layOutReports(
  open: OpenJourney,
  ofThis: { association_id: string; partner_request_id: string },
  agreement: { starts_on: string; ends_on: string },
): Promise<void> {
  const { reportEveryMonths } = ruleOf(open.policy);
  const periods = reportCalendar(agreement.starts_on, agreement.ends_on, reportEveryMonths);
  await open.tx
    .insertInto("impact_report")
    .values(
      periods.map(({ from, to }) => ({
        ...ofThis,
        id: randomUUID(),
        period_from: from,
        period_to: to,
        due_on: dueOn({ to }),
        filed_at: null,
        narrative: "",
        reached: null,
      })),
    )
    .execute();
  for (const period of periods) open.count({ measure: "impact-report-due", countedAt: noonOf(dueOn(period)) });
}

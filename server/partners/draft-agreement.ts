import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AppError } from "#server/errors.ts";
import { inPartnership, requireAt, type Doing, type PartnerDeps } from "#server/partners/in-partnership.ts";
import { line, lines } from "#server/partners/plain-texts.ts";
import { daysBetween } from "#server/partners/report-calendar.ts";

const Amount = z.number().min(-1e12).max(1e12);
const NewIndicator = z
  .strictObject({
    name: line(150),
    unit: line(40),
    baseline: Amount,
    target: Amount,
    better: z.enum(["higher", "lower"]),
  })
  .refine(({ baseline, target, better }) => (better === "higher" ? target >= baseline : target <= baseline), {
    error: "the target lies on the better side of the baseline",
    path: ["target"],
  });

/** A memorandum or an execution agreement: both sides' duties, its time, and by which indicators its effect is judged (clauses T16, T17). */
export const NewAgreement = z.strictObject({
  seq: z.int().min(1),
  type: z.enum(["memorandum", "execution"]),
  associationDuties: lines(4000),
  partnerDuties: lines(4000),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  indicators: z.array(NewIndicator).min(1).max(12),
});

/** Writes the agreement, or writes it anew as long as nobody has signed it. */
export function draftAgreement(
  deps: PartnerDeps,
  { agreement, ...doing }: Doing & { agreement: Omit<z.infer<typeof NewAgreement>, "seq"> },
): Promise<void> {
  const days = daysBetween(agreement.startsOn, agreement.endsOn);
  if (days < 27 || days > 366 * 5) {
    throw new AppError("unprocessable", "An agreement runs for a month at least and five years at most.", {
      reason: "dates",
      path: "endsOn",
    });
  }
  return inPartnership(deps, doing, async (open, row) => {
    requireAt(open, "agreement");
    const mine = { association_id: row.association_id, partner_request_id: row.id };
    const kept = await open.tx
      .selectFrom("agreement")
      .select(["association_signed_at", "partner_signed_at"])
      .where("association_id", "=", row.association_id)
      .where("partner_request_id", "=", row.id)
      .executeTakeFirst();
    if (kept && (kept.association_signed_at !== null || kept.partner_signed_at !== null)) {
      throw new AppError("conflict", "One side has signed this text already, so it stands.", { reason: "signed" });
    }
    for (const table of ["agreement", "indicator"] as const) {
      await open.tx
        .deleteFrom(table)
        .where("association_id", "=", row.association_id)
        .where("partner_request_id", "=", row.id)
        .execute();
    }
    await open.tx
      .insertInto("agreement")
      .values({
        ...mine,
        id: randomUUID(),
        type: agreement.type,
        association_duties: agreement.associationDuties,
        partner_duties: agreement.partnerDuties,
        starts_on: agreement.startsOn,
        ends_on: agreement.endsOn,
        association_signed_at: null,
        association_signed_by: "",
        partner_signed_at: null,
        partner_signed_by: "",
      })
      .execute();
    await open.tx
      .insertInto("indicator")
      .values(agreement.indicators.map((indicator) => ({ ...mine, id: randomUUID(), ...indicator })))
      .execute();
  });
}

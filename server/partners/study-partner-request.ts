import { z } from "zod";
import { STUDY_MAX } from "#policies/priority.ts";
import { Slug } from "#policies/text.ts";
import { AppError } from "#server/errors.ts";
import {
  inPartnership,
  proveAndGoOn,
  requireAt,
  type Doing,
  type PartnerDeps,
} from "#server/partners/in-partnership.ts";
import { ruleOf } from "#server/partners/partnership-rule.ts";
import { lines } from "#server/partners/plain-texts.ts";

/** The study: every criterion of the policy with a score and the note that explains it (clause T14). */
export const Study = z.strictObject({
  seq: z.int().min(1),
  scores: z.array(z.strictObject({ criterion: Slug, score: z.int().min(0).max(STUDY_MAX), note: lines(1000) })).max(20),
});

/** Keeps the study and hands the request on to the committee. Throws `unprocessable` when a criterion is missing. */
export function studyPartnerRequest(
  deps: PartnerDeps,
  { scores, ...doing }: Doing & Pick<z.infer<typeof Study>, "scores">,
): Promise<void> {
  return inPartnership(deps, doing, async (open, row) => {
    requireAt(open, "study");
    const wanted = ruleOf(open.policy).criteria.map(({ id }) => id);
    const given = scores.map(({ criterion }) => criterion);
    const missing = wanted.filter((id) => !given.includes(id));
    if (missing.length > 0 || given.length !== wanted.length) {
      throw new AppError("unprocessable", "The study scores every criterion of the policy once, with a note.", {
        reason: "criteria",
        missing,
        unknown: given.filter((id) => !wanted.includes(id)),
      });
    }
    const mine = { association_id: row.association_id, partner_request_id: row.id, by: doing.doer.id, at: open.now };
    await open.tx
      .deleteFrom("study_score")
      .where("association_id", "=", row.association_id)
      .where("partner_request_id", "=", row.id)
      .execute();
    await open.tx
      .insertInto("study_score")
      .values(scores.map((score) => ({ ...mine, ...score })))
      .execute();
    await proveAndGoOn(open, "study", doing.doer);
    open.count({ measure: "partner-studied", outcome: row.partner_id, countedAt: row.opened_at });
  });
}

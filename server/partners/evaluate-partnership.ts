import { z } from "zod";
import { AppError } from "#server/errors.ts";
import {
  inPartnership,
  proveAndGoOn,
  requireAt,
  type Doing,
  type PartnerDeps,
} from "#server/partners/in-partnership.ts";
import { evaluationFormOf, ruleOf, type Side } from "#server/partners/partnership-rule.ts";

export const PartnershipEvaluation = z.strictObject({
  seq: z.int().min(1),
  answers: z.record(z.string().max(100), z.unknown()),
  language: z.enum(["ar", "en"]).default("ar"),
});

/**
 * One side judges the partnership at its end, each by a form of its own; with the second it is evaluated (clause T17). No
 * score of anything uses it.
 */
export function evaluatePartnership(
  deps: PartnerDeps,
  { side, answers, language, ...doing }: Doing & { side: Side; answers: unknown; language: string },
): Promise<void> {
  return inPartnership(deps, doing, async (open, row) => {
    requireAt(open, "evaluation");
    const { compiled } = await deps.forms.latest(row.association_id, evaluationFormOf(ruleOf(open.policy), side));
    const checked = compiled.check(answers, language);
    if (!checked.ok) {
      throw new AppError("unprocessable", "Some answers need another look.", { problems: checked.problems });
    }
    const inserted = await open.tx
      .insertInto("partnership_evaluation")
      .values({
        association_id: row.association_id,
        partner_request_id: row.id,
        side,
        answers: JSON.stringify(checked.answers),
        at: open.now,
      })
      .onConflict((conflict) => conflict.columns(["association_id", "partner_request_id", "side"]).doNothing())
      .returning("side")
      .execute();
    if (inserted.length === 0) {
      throw new AppError("conflict", "Your side has evaluated this partnership already.", { reason: "evaluated" });
    }
    const sides = await open.tx
      .selectFrom("partnership_evaluation")
      .select("side")
      .where("association_id", "=", row.association_id)
      .where("partner_request_id", "=", row.id)
      .execute();
    if (sides.length < 2) return;
    // Of the day on which the service ended, as `partnership-ended`: one cohort divides itself.
    open.count({ measure: "partnership-evaluated", countedAt: open.state().since });
    await proveAndGoOn(open, "evaluation", doing.doer);
  });
}

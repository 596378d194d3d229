import type { PartnerDeps } from "#server/partners/in-partnership.ts";
import type { PartnerRequestRow } from "#server/partners/partner.ts";
import type { EvaluationView } from "#server/partners/partnership-view.ts";
import type { PartnershipRule } from "#server/partners/partnership-rule.ts";
import type { Side } from "#server/partners/sign-agreement.ts";

/** The evaluation of both sides: what the other said is shown when both have spoken, so that neither leans on the other. */
export async function readEvaluation(
  deps: Pick<PartnerDeps, "store" | "forms">,
  { row, rule, side }: { row: PartnerRequestRow; rule: PartnershipRule; side: Side },
): Promise<EvaluationView> {
  const rows = await deps.store.read
    .selectFrom("partnership_evaluation")
    .selectAll()
    .where("association_id", "=", row.association_id)
    .where("partner_request_id", "=", row.id)
    .orderBy("side")
    .execute();
  const { compiled } = await deps.forms.latest(row.association_id, rule.evaluation);
  return {
    form: compiled.items,
    sides: rows.map((one) => ({
      side: one.side as Side,
      at: one.at,
      answers: rows.length === 2 || one.side === side ? (JSON.parse(one.answers) as Record<string, unknown>) : null,
    })),
  };
}

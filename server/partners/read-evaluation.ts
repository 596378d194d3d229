import type { PartnerDeps } from "#server/partners/in-partnership.ts";
import type { PartnerRequestRow } from "#server/partners/partner.ts";
import type { EvaluationView } from "#server/partners/partnership-view.ts";
import { evaluationFormOf, type PartnershipRule, type Side } from "#server/partners/partnership-rule.ts";

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
  const itemsFor = async (whose: Side) =>
    (await deps.forms.latest(row.association_id, evaluationFormOf(rule, whose))).compiled.items;
  const forms = { association: await itemsFor("association"), partner: await itemsFor("partner") };
  return {
    form: forms[side],
    sides: rows.map((one) => ({
      side: one.side as Side,
      at: one.at,
      form: forms[one.side as Side],
      answers: rows.length === 2 || one.side === side ? (JSON.parse(one.answers) as Record<string, unknown>) : null,
    })),
  };
}

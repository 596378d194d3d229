import { z } from "zod";
import { Slug } from "#policies/text.ts";
import { caseText } from "#server/cases/case-text.ts";
import { doerOf } from "#server/cases/doer.ts";
import { getCase } from "#server/cases/find-case.ts";
import type { CaseDetail } from "#server/cases/case-view.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { inJourney } from "#server/journeys/in-journey.ts";
import { placeOf } from "#server/store/seal.ts";

export const Criteria = z.strictObject({
  seq: z.int().min(1),
  /** Ids of the criteria that are met. */
  met: z.array(Slug).max(50),
  note: caseText(2_000).default(""),
});

/** What is kept of a classification. */
export type JudgedCriteria = { readonly met: readonly string[]; readonly judgedAt: number };

/** Classifies a case by the policy's criteria (clause I2): it fits when every required one is met. */
export async function judgeCriteria(
  deps: Pick<Deps, "policies" | "store" | "seal" | "clock">,
  caller: Caller,
  id: string,
  { seq, met, note }: z.infer<typeof Criteria>,
): Promise<void> {
  const { subject, rule } = await getCase(deps, caller.associationId, id);
  const unknown = met.find((one) => !rule.criteria.some((criterion) => criterion.id === one));
  if (unknown !== undefined) {
    throw new AppError("unprocessable", "The policy has no such criterion.", { reason: "unknown", path: "met" });
  }
  const fits = rule.criteria.every((criterion) => !criterion.required || met.includes(criterion.id));
  await inJourney(deps, { subject, doer: doerOf(caller), expectedSeq: seq }, async ({ act, tx, now }) => {
    const detail: CaseDetail = { met, ...(note ? { note } : {}) };
    await act({ type: fits ? "prove" : "disprove", need: "criteria" }, detail);
    const judged: JudgedCriteria = { met, judgedAt: now };
    await tx
      .updateTable("case_file")
      .set({
        criteria_sealed: deps.seal.seal(judged, placeOf("case_file", "criteria", caller.associationId, id)),
      })
      .where("association_id", "=", caller.associationId)
      .where("id", "=", id)
      .execute();
  });
}

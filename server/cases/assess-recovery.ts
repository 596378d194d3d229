import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CaseDetail } from "#server/cases/case-view.ts";
import { caseText } from "#server/cases/case-text.ts";
import { doerOf } from "#server/cases/doer.ts";
import { getCase } from "#server/cases/find-case.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { inJourney } from "#server/journeys/in-journey.ts";
import { placeOf } from "#server/store/seal.ts";

export const Assessment = z.strictObject({
  seq: z.int().min(1),
  /** Index on the policy's scale, 0 the lowest. */
  level: z.int().min(0).max(50),
  note: caseText(4_000).default(""),
});

/** Assesses how far recovery has come, on the policy's own scale (clauses I6 and I9); counted against the time before. */
export async function assessRecovery(
  deps: Pick<Deps, "policies" | "store" | "seal" | "clock">,
  caller: Caller,
  id: string,
  { seq, level, note }: z.infer<typeof Assessment>,
): Promise<void> {
  const { associationId } = caller;
  const { subject, rule } = await getCase(deps, associationId, id);
  if (level >= rule.recovery.length) {
    throw new AppError("unprocessable", "The policy's scale has no such level.", { reason: "unknown", path: "level" });
  }
  await inJourney(deps, { subject, doer: doerOf(caller), expectedSeq: seq }, async ({ act, count, tx, now }) => {
    const detail: CaseDetail = { level };
    await act({ type: "prove", need: "assessment" }, detail);
    const before = await tx
      .selectFrom("assessment")
      .select("level")
      .where("association_id", "=", associationId)
      .where("case_id", "=", id)
      .orderBy("assessed_at", "desc")
      .limit(1)
      .executeTakeFirst();
    const assessmentId = randomUUID();
    await tx
      .insertInto("assessment")
      .values({
        association_id: associationId,
        id: assessmentId,
        case_id: id,
        assessed_at: now,
        level,
        by: caller.id,
        note_sealed: deps.seal.seal(note, placeOf("assessment", "note", associationId, assessmentId)),
      })
      .execute();
    if (before) count({ measure: "recovery-assessed", outcome: toChange(before.level, level) });
  });
}

function toChange(before: number, now: number): "better" | "same" | "worse" {
  if (now === before) return "same";
  return now > before ? "better" : "worse";
}

import { z } from "zod";
import { Slug } from "#policies/text.ts";
import { outcomesOf } from "#policies/journey-state.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { words } from "#server/http/words.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";
import { committeeSteps } from "#server/committee/decision-time.ts";
import { requireNoOwnConflict, requireQuorum } from "#server/committee/require-quorum.ts";
import { moveRequest } from "#server/requests/move-request.ts";
import type { RequestDeps } from "#server/requests/open-request.ts";

const name = words(120, 2);

/** What the committee decided, who was there, and who has an interest in it: they are noted and not counted. */
export const DecisionInput = z.strictObject({
  seq: z.int().min(1),
  outcome: Slug,
  reason: words(2_000, 3).optional(),
  present: z.array(name).max(30),
  conflicts: z
    .array(z.strictObject({ name, what: words(500, 2) }))
    .max(30)
    .default([]),
});
export type DecisionInput = z.infer<typeof DecisionInput>;

/**
 * Decides on a request as the committee (clause C15), with all that follows, and tells the applicant, in one transaction.
 * Throws `unprocessable` without a quorum, without the reason that a refusal or a deferral needs, and to whoever declares a
 * conflict of their own; `conflict` when somebody decided since `seq`.
 */
export async function decide(
  deps: RequestDeps,
  {
    caller,
    id,
    decision,
  }: { caller: Pick<Caller, "associationId" | "id" | "name" | "role">; id: string; decision: DecisionInput },
): Promise<void> {
  const { seq, outcome, reason, present, conflicts } = decision;
  requireNoOwnConflict(caller.name, { conflicts });
  await moveRequest(deps, {
    associationId: caller.associationId,
    id,
    doer: { actor: "committee", id: caller.id },
    seq,
    outcome,
    detail: reason === undefined ? {} : { reason },
    extra: (open) => {
      requireCommitteeStep(open);
      const way = outcomesOf(open.journey, open.state()).find((one) => one.id === outcome);
      const isQuorum = requireQuorum(way, { present, conflicts }, open.policy.quorum);
      return { given: isQuorum ? ["quorum"] : [], kept: { present, conflicts } };
    },
  });
}

/** What is not before the committee is not decided by it, and says no more than where it is. */
function requireCommitteeStep({ journey, state }: OpenJourney): void {
  const { step } = state();
  if (step !== null && committeeSteps(journey).includes(step)) return;
  throw new AppError("unprocessable", "This is not before the committee.", { reason: "notHere", step });
}

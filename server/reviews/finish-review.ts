import { noonOf } from "#server/journeys/noon-of.ts";
import { z } from "zod";
import { todayIn } from "#policies/calendar.ts";
import { recordAudit } from "#server/audit/record-audit.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { words } from "#server/http/words.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { toMilestone } from "#server/journeys/to-milestones.ts";
import { addNotice } from "#server/notices/add-notice.ts";
import { scheduleReview } from "#server/reviews/schedule-review.ts";
import { placeOf } from "#server/store/seal.ts";
import { recordChanges, type WriteTransaction } from "#server/store/store.ts";

/** What looking again found: the entitlement goes on, or ends for a reason that the person is told. */
export const ReviewOutcome = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("continues"), note: words(2_000).default("") }),
  z.strictObject({ outcome: z.literal("ended"), reason: words(2_000, 5) }),
]);
export type ReviewOutcome = z.infer<typeof ReviewOutcome>;

/**
 * Keeps what a review found (clause T10). When it goes on, the next one is due `reviewMonths` from today; when it ends, the
 * person finds the reason behind their code. Throws `notFound`; `conflict` when somebody did it before.
 */
export async function finishReview(
  deps: Pick<Deps, "store" | "seal" | "clock" | "policies">,
  caller: Caller,
  id: string,
  found: ReviewOutcome,
): Promise<{ nextDueOn: string | null }> {
  const policy = getPolicy(deps, caller.associationId);
  const now = deps.clock();
  const note = found.outcome === "ended" ? found.reason : found.note;
  return deps.store.write(async (tx) => {
    const review = await tx
      .updateTable("review")
      .set({
        done_at: now,
        outcome: found.outcome,
        by: caller.id,
        note_sealed: deps.seal.seal(note, placeOf("review", "note", policy.id, id)),
      })
      .where("association_id", "=", policy.id)
      .where("id", "=", id)
      .where("done_at", "is", null)
      .returning(["request_id", "due_on"])
      .executeTakeFirst();
    if (!review) throw await whyNot(tx, policy.id, id);
    const request = await tx
      .selectFrom("request")
      .select(["service", "channel", "kind"])
      .where("association_id", "=", policy.id)
      .where("id", "=", review.request_id)
      .executeTakeFirstOrThrow();
    await recordAudit(tx, deps, caller, { act: "change", entity: "request", entityId: review.request_id });
    const keys = keysOf(policy, request);
    const milestones = [
      toMilestone(keys, { measure: "review-done", countedAt: noonOf(review.due_on), outcome: found.outcome }),
    ];
    let nextDueOn: string | null = null;
    if (found.outcome === "continues") {
      const from = todayIn(policy.timeZone, now);
      const { dueOn, counts } = await scheduleReview(tx, { policy, requestId: review.request_id, from });
      nextDueOn = dueOn;
      milestones.push(...counts.map((count) => toMilestone(keys, count)));
    } else {
      await endEntitlement(tx, deps, policy.id, { requestId: review.request_id, reason: found.reason });
    }
    await recordChanges(tx, deps.store.dialect, await recordMilestones(tx, policy.id, milestones));
    return { nextDueOn };
  });
}

async function endEntitlement(
  tx: WriteTransaction,
  deps: Pick<Deps, "seal" | "clock">,
  associationId: string,
  { requestId, reason }: { requestId: string; reason: string },
): Promise<void> {
  await tx
    .updateTable("request")
    .set({ review_due_on: null })
    .where("association_id", "=", associationId)
    .where("id", "=", requestId)
    .execute();
  await addNotice(tx, deps, { associationId, id: requestId, topic: "review-ended", detail: { reason } });
}

async function whyNot(tx: WriteTransaction, associationId: string, id: string): Promise<AppError> {
  const known = await tx
    .selectFrom("review")
    .select("id")
    .where("association_id", "=", associationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return known
    ? new AppError("conflict", "Somebody else has done this review meanwhile.", { reason: "changed" })
    : new AppError("notFound", "There is no such review.");
}

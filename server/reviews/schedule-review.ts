import { randomUUID } from "node:crypto";
import { parseDate } from "@internationalized/date";
import type { Policy } from "#policies/schema.ts";
import { noonOf } from "#server/journeys/noon-of.ts";
import type { Count } from "#server/journeys/to-milestones.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/**
 * Sets when the data of a request must be looked at again (clause T10): `policy.reviewMonths` after `from`, the day of its
 * delivery or of the last review. What was due and not done is replaced. Returns the due date and what to count; nothing where
 * the policy asks for no review.
 */
export async function scheduleReview(
  tx: WriteTransaction,
  { policy, requestId, from }: { policy: Policy; requestId: string; from: string },
): Promise<{ readonly dueOn: string | null; readonly counts: readonly Count[] }> {
  if (policy.reviewMonths === undefined) return { dueOn: null, counts: [] };
  const dueOn = parseDate(from).add({ months: policy.reviewMonths }).toString();
  const replaced = await tx
    .deleteFrom("review")
    .where("association_id", "=", policy.id)
    .where("request_id", "=", requestId)
    .where("done_at", "is", null)
    .returning("due_on")
    .execute();
  await tx
    .insertInto("review")
    .values({
      association_id: policy.id,
      id: randomUUID(),
      request_id: requestId,
      due_on: dueOn,
      done_at: null,
      outcome: "",
      by: "",
      note_sealed: "",
    })
    .execute();
  await tx
    .updateTable("request")
    .set({ review_due_on: dueOn })
    .where("association_id", "=", policy.id)
    .where("id", "=", requestId)
    .execute();
  return {
    dueOn,
    counts: [
      ...replaced.map(({ due_on }): Count => ({ measure: "review-due", countedAt: noonOf(due_on), n: -1 })),
      { measure: "review-due", countedAt: noonOf(dueOn) },
    ],
  };
}

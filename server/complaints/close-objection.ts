import { complaintClosedCounts } from "#server/complaints/closed-counts.ts";
import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import type { Count } from "#server/journeys/to-milestones.ts";
import { placeOf } from "#server/store/seal.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/**
 * Closes the open objections of a request once the committee has decided again (clause C18): `upheld` when the new decision
 * gives what was asked, `not-upheld` when the refusal stands. Returns what to count; nothing where no objection is open.
 */
export async function closeObjection(
  tx: WriteTransaction,
  deps: Pick<Deps, "clock" | "seal">,
  {
    policy,
    requestId,
    outcome,
    answer = "",
  }: {
    policy: Policy;
    requestId: string;
    outcome: "upheld" | "partly" | "not-upheld" | "withdrawn";
    /** The committee's words to whoever objected. */
    answer?: string;
  },
): Promise<readonly Count[]> {
  const now = deps.clock();
  const open = await tx
    .selectFrom("complaint")
    .select(["id", "type", "received_at", "acknowledged_at", "due_on", "seq"])
    .where("association_id", "=", policy.id)
    .where("request_id", "=", requestId)
    .where("type", "=", "objection")
    .where("closed_at", "is", null)
    .execute();
  const counts: Count[] = [];
  for (const row of open) {
    await tx
      .updateTable("complaint")
      .set({
        closed_at: now,
        acknowledged_at: row.acknowledged_at ?? now,
        outcome,
        answer_sealed: deps.seal.seal(answer, placeOf("complaint", "answer", policy.id, row.id)),
        seq: row.seq + 1,
      })
      .where("association_id", "=", policy.id)
      .where("id", "=", row.id)
      .execute();
    counts.push(...complaintClosedCounts(row, { timeZone: policy.timeZone, now }));
  }
  return counts;
}

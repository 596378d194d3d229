import type { Policy } from "#policies/schema.ts";
import { addedCounts } from "#server/contacts/contact-counts.ts";
import { openNote, sealNote, type ContactNote } from "#server/contacts/contact-line.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { toMilestone } from "#server/journeys/to-milestones.ts";
import type { Schema } from "#server/store/schema.ts";
import type { Change, WriteTransaction } from "#server/store/store.ts";

type Row = Schema["contact"];

/** What becomes of a contact; what is not named stays. */
export type ContactChange = Partial<Pick<Row, "answered_at" | "closed_at" | "outcome" | "request_id">> & {
  readonly referral?: ContactNote["referral"];
};

/**
 * Changes a contact that is open and counts what is new. Throws `notFound`, and `conflict` when it was closed, or somebody
 * changed it after `expectedSeq`. Returns the row and the changes to record as the last act of the transaction.
 */
export async function changeContact(
  tx: WriteTransaction,
  deps: Pick<Deps, "seal">,
  { policy, id, expectedSeq }: { policy: Policy; id: string; expectedSeq?: number | undefined },
  toChange: (row: Row) => ContactChange,
): Promise<{ row: Row; changes: Change[] }> {
  const before = await tx
    .selectFrom("contact")
    .selectAll()
    .where("association_id", "=", policy.id)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!before) throw new AppError("notFound", "There is no such contact.");
  if (before.closed_at !== null || (expectedSeq !== undefined && before.seq !== expectedSeq)) throw changed(before.seq);
  const { referral, ...columns } = toChange(before);
  const note = openNote(deps, before);
  const noteAfter = referral === undefined ? note : { ...note, referral };
  const after: Row = {
    ...before,
    ...columns,
    note_sealed: sealNote(deps, policy.id, id, noteAfter),
    seq: before.seq + 1,
  };
  const { numUpdatedRows } = await tx
    .updateTable("contact")
    .set(after)
    .where("association_id", "=", policy.id)
    .where("id", "=", id)
    .where("seq", "=", before.seq)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw changed(before.seq + 1);
  const keys = keysOf(policy, before);
  const counts = addedCounts(
    { ...before, told: note.referral?.told ?? false },
    { ...after, told: noteAfter.referral?.told ?? false },
  );
  const milestones = counts.map((count) => toMilestone(keys, count));
  return { row: after, changes: await recordMilestones(tx, policy.id, milestones) };
}

function changed(seq: number): AppError {
  return new AppError("conflict", "Somebody else has worked on this meanwhile. Nothing was overwritten.", {
    reason: "changed",
    seq,
  });
}

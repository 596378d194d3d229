import type { Policy } from "#policies/schema.ts";
import { changeContact } from "#server/contacts/change-contact.ts";
import type { Deps } from "#server/deps.ts";
import type { Change, WriteTransaction } from "#server/store/store.ts";

/**
 * Closes a contact that became a request (clause C11), inside the transaction that opens the request. Returns the changes to
 * record as its last act. Throws `notFound`, or `conflict` when the contact is closed.
 */
export async function linkContact(
  tx: WriteTransaction,
  deps: Pick<Deps, "seal" | "clock">,
  { policy, contactId, requestId }: { policy: Policy; contactId: string; requestId: string },
): Promise<readonly Change[]> {
  const now = deps.clock();
  const { changes } = await changeContact(tx, deps, { policy, id: contactId }, (row) => ({
    answered_at: row.answered_at ?? now,
    closed_at: now,
    outcome: "request",
    request_id: requestId,
  }));
  return changes;
}

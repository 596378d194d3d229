import { randomUUID } from "node:crypto";
import { z } from "zod";
import { contactCounts } from "#server/contacts/contact-counts.ts";
import { sealNote, toContactLine, type ContactLine } from "#server/contacts/contact-line.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";
import { words } from "#server/http/words.ts";
import { assertKnown } from "#server/journeys/known-id.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { toMilestone } from "#server/journeys/to-milestones.ts";
import { recordChanges } from "#server/store/store.ts";

const Id = z.string().max(40);

/** Somebody reached the association. No name is asked for; a note is sealed. */
export const NewContact = z.strictObject({
  channel: Id.min(1),
  purpose: Id.min(1),
  service: Id.default(""),
  kind: Id.default(""),
  /** `now`: answered at once; `later`: it waits for an answer. */
  answered: z.enum(["now", "later"]),
  note: words(2_000).default(""),
});
export type NewContact = z.infer<typeof NewContact>;

/** Records a contact (clauses C4, C9, C11); one that was answered at once is closed by that. */
export async function recordContact(
  deps: Pick<Deps, "store" | "seal" | "clock" | "policies">,
  caller: Pick<Caller, "associationId" | "id">,
  contact: NewContact,
): Promise<ContactLine> {
  const { associationId } = caller;
  const policy = getPolicy(deps, associationId);
  assertKnown("channel", contact.channel, policy.channels);
  assertKnown("purpose", contact.purpose, policy.purposes);
  assertKnown("service", contact.service, policy.services);
  assertKnown("kind", contact.kind, policy.beneficiaryKinds);
  const id = randomUUID();
  const now = deps.clock();
  const closed = contact.answered === "now" ? now : null;
  const row = {
    association_id: associationId,
    id,
    channel: contact.channel,
    purpose: contact.purpose,
    service: contact.service,
    kind: contact.kind,
    received_at: now,
    answered_at: closed,
    closed_at: closed,
    outcome: contact.answered === "now" ? "answered" : "",
    request_id: null,
    note_sealed: sealNote(deps, associationId, id, contact.note === "" ? {} : { note: contact.note }),
    recorded_by: caller.id,
    seq: 1,
  };
  await deps.store.write(async (tx) => {
    await tx.insertInto("contact").values(row).execute();
    const counts = contactCounts({ ...row, told: false });
    const keys = keysOf(policy, contact);
    const milestones = counts.map((count) => toMilestone(keys, count));
    await recordChanges(tx, deps.store.dialect, await recordMilestones(tx, associationId, milestones));
  });
  return toContactLine(deps, row, caller.id);
}

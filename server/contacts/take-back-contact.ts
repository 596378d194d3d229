import { contactCounts } from "#server/contacts/contact-counts.ts";
import { mayTakeBack } from "#server/contacts/contact-line.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { toMilestone } from "#server/journeys/to-milestones.ts";
import { recordChanges } from "#server/store/store.ts";

/**
 * Takes back what was recorded by a slip of the hand: by who recorded it, within ten minutes, untouched since. What it
 * counted is taken out again. Throws `notFound`, `conflict`.
 */
export async function takeBackContact(
  deps: Pick<Deps, "store" | "clock" | "policies">,
  caller: Pick<Caller, "associationId" | "id">,
  id: string,
): Promise<void> {
  const policy = getPolicy(deps, caller.associationId);
  await deps.store.write(async (tx) => {
    const removed = await tx
      .deleteFrom("contact")
      .where("association_id", "=", policy.id)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirst();
    if (!removed) throw new AppError("notFound", "There is no such contact.");
    if (!mayTakeBack(removed, caller.id, deps.clock())) {
      throw new AppError("conflict", "This can no longer be taken back.", { reason: "changed", seq: removed.seq });
    }
    const keys = keysOf(policy, removed);
    const counts = contactCounts({ ...removed, told: false });
    const milestones = counts.map((count) => toMilestone(keys, { ...count, n: -1 }));
    await recordChanges(tx, deps.store.dialect, await recordMilestones(tx, policy.id, milestones));
  });
}

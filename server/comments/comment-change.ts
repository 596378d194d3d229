import type { Policy } from "#policies/schema.ts";
import type { Count } from "#server/journeys/to-milestones.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { toMilestone } from "#server/journeys/to-milestones.ts";
import type { Schema } from "#server/store/schema.ts";
import type { Change, WriteTransaction } from "#server/store/store.ts";

/**
 * The changes that tell analytics what became of a response's open texts, and count it; to be recorded as the last act of
 * the transaction. Without a policy nothing is counted.
 */
export async function commentChanges(
  tx: WriteTransaction,
  policy: Policy | undefined,
  row: Pick<Schema["response"], "association_id" | "id" | "service" | "channel" | "kind">,
  count: Count,
): Promise<Change[]> {
  const milestones = policy ? [toMilestone(keysOf(policy, row), count)] : [];
  return [
    { association_id: row.association_id, entity: "response", event: "comments", entity_id: row.id },
    ...(await recordMilestones(tx, row.association_id, milestones)),
  ];
}

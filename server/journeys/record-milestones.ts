import { randomUUID } from "node:crypto";
import type { Milestone } from "#analytics/milestones.ts";
import type { Change, WriteTransaction } from "#server/store/store.ts";

/** Keeps milestones; returns the changes that tell analytics, to be recorded as the last act of the transaction. */
export async function recordMilestones(
  tx: WriteTransaction,
  associationId: string,
  milestones: readonly Milestone[],
): Promise<Change[]> {
  if (milestones.length === 0) return [];
  const rows = milestones.map((milestone) => toMilestoneRow(associationId, milestone));
  await tx.insertInto("milestone").values(rows).execute();
  return rows.map(({ id }) => ({
    association_id: associationId,
    entity: "milestone",
    event: "counted",
    entity_id: id,
  }));
}

/** A milestone as the store keeps it, under an id that follows from nothing. */
export function toMilestoneRow(associationId: string, { countedOn, ...rest }: Milestone) {
  return { association_id: associationId, id: randomUUID(), ...rest, counted_on: countedOn };
}

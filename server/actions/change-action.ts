import type { Milestone } from "#analytics/milestones.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import type { Schema } from "#server/store/schema.ts";
import { recordChanges } from "#server/store/store.ts";

type Row = Schema["action"];
export type ActionChange = {
  readonly set: Partial<Omit<Row, "association_id" | "id" | "seq">>;
  readonly milestones?: readonly Milestone[];
};

/**
 * Changes an action that nobody has changed since `seq` was seen; else `conflict` with what it is now, and nothing is
 * overwritten. Throws `notFound`, and what `work` throws.
 */
export async function changeAction(
  { store }: Pick<Deps, "store">,
  { associationId, id, seq }: { associationId: string; id: string; seq: number },
  work: (row: Row) => ActionChange,
): Promise<void> {
  await store.write(async (tx) => {
    const row = await getAction(tx, associationId, id);
    if (row.seq !== seq) throw changed(row.seq);
    const { set, milestones = [] } = work(row);
    const { numUpdatedRows } = await tx
      .updateTable("action")
      .set({ ...set, seq: seq + 1 })
      .where("association_id", "=", associationId)
      .where("id", "=", id)
      .where("seq", "=", seq)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw changed(seq + 1);
    await recordChanges(tx, store.dialect, await recordMilestones(tx, associationId, milestones));
  });
}

export async function getAction(db: Deps["store"]["read"], associationId: string, id: string): Promise<Row> {
  const row = await db
    .selectFrom("action")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw new AppError("notFound", "There is nothing here.");
  return row;
}

function changed(seq: number): AppError {
  const message = "Somebody else has changed this meanwhile. Nothing was overwritten.";
  return new AppError("conflict", message, { reason: "changed", seq });
}

import { listOf, recordAudit, type Audited } from "#server/audit/record-audit.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";

/** Keeps that a page of a list with names was read: one entry with its number of rows, written before it is shown. */
export async function auditList(
  deps: Pick<Deps, "store" | "clock" | "seal">,
  caller: Caller,
  { entity, rows }: { entity: Audited["entity"]; rows: number },
): Promise<void> {
  await deps.store.write((tx) => recordAudit(tx, deps, caller, { act: "read", entity, entityId: listOf(rows) }));
}

import type { Kysely } from "kysely";
import type { Role } from "#server/accounts/roles.ts";
import { rowsOf, type Audited } from "#server/audit/record-audit.ts";
import type { Schema } from "#server/store/schema.ts";

/** Who read or changed what, and when. Never what it said; of a reason only that one was given. */
export type AuditLine = {
  readonly id: string;
  readonly at: number;
  readonly actorId: string;
  readonly actorName: string;
  readonly role: Role;
  readonly act: Audited["act"];
  readonly entity: Audited["entity"];
  readonly entityId: string;
  /** Of a list that was read: its rows; null for one file. */
  readonly rows: number | null;
  readonly hasReason: boolean;
};

export type AuditFilter = {
  readonly entity?: string | undefined;
  readonly entityId?: string | undefined;
  readonly actorId?: string | undefined;
  /** From this instant, and before that one. */
  readonly from?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
  /** Where the last page ended: the instant and the id of its last line. */
  readonly cursor?: readonly [number, string] | undefined;
};

/** The entries of one association, latest first. */
export async function listAudit(
  db: Kysely<Schema>,
  associationId: string,
  { entity, entityId, actorId, from, before, limit, cursor }: AuditFilter,
): Promise<{ entries: AuditLine[]; next: string | null }> {
  let query = db
    .selectFrom("audit_entry")
    .selectAll()
    .where("association_id", "=", associationId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1);
  if (entity !== undefined) query = query.where("entity", "=", entity);
  if (entityId !== undefined) query = query.where("entity_id", "=", entityId);
  if (actorId !== undefined) query = query.where("actor_id", "=", actorId);
  if (from !== undefined) query = query.where("at", ">=", from);
  if (before !== undefined) query = query.where("at", "<", before);
  if (cursor) {
    const [at, id] = cursor;
    query = query.where((eb) => eb.or([eb("at", "<", at), eb.and([eb("at", "=", at), eb("id", "<", id)])]));
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    entries: page.map((row) => ({
      id: row.id,
      at: row.at,
      actorId: row.actor_id,
      actorName: row.actor_name,
      role: row.role as Role,
      act: row.act as AuditLine["act"],
      entity: row.entity as AuditLine["entity"],
      entityId: row.entity_id,
      rows: rowsOf(row.entity_id),
      hasReason: row.reason_sealed !== "",
    })),
    next: rows.length > limit && last ? `${last.at}.${last.id}` : null,
  };
}

/** Everybody who appears in the trail of an association, by name. */
export async function listActors(
  db: Kysely<Schema>,
  associationId: string,
): Promise<readonly { id: string; name: string; role: Role }[]> {
  const rows = await db
    .selectFrom("audit_entry")
    .select(["actor_id", "actor_name", "role"])
    .distinct()
    .where("association_id", "=", associationId)
    .orderBy("actor_name")
    .limit(500)
    .execute();
  return rows.map((row) => ({ id: row.actor_id, name: row.actor_name, role: row.role as Role }));
}

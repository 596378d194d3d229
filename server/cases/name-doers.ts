import type { Kysely } from "kysely";
import type { Schema } from "#server/store/schema.ts";

/** Names of accounts and keys by id; whoever is gone has none. */
export async function nameDoers(
  db: Kysely<Schema>,
  associationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== "");
  if (wanted.length === 0) return new Map();
  const people = await db.selectFrom("user").select(["id", "name"]).where("id", "in", wanted).execute();
  const keys = await db
    .selectFrom("api_key")
    .select(["id", "label as name"])
    .where("association_id", "=", associationId)
    .where("id", "in", wanted)
    .execute();
  return new Map([...people, ...keys].map(({ id, name }) => [id, name]));
}

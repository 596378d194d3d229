import type { Kysely } from "kysely";
import type { Schema } from "#server/store/schema.ts";

/** Names of the accounts and keys that act for an association, by id. */
export async function namesOf(
  db: Kysely<Schema>,
  { associationId }: { associationId: string },
): Promise<ReadonlyMap<string, string>> {
  const people = await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .select(["user.id", "user.name"])
    .where("membership.association_id", "=", associationId)
    .execute();
  const keys = await db
    .selectFrom("api_key")
    .select(["id", "label as name"])
    .where("association_id", "=", associationId)
    .execute();
  return new Map([...keys, ...people].map(({ id, name }) => [id, name]));
}

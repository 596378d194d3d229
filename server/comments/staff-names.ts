import type { Kysely } from "kysely";
import type { Schema } from "#server/store/schema.ts";

/** Names of everybody who has an account in an association. */
export async function staffNames(db: Kysely<Schema>, associationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("membership as m")
    .innerJoin("user as u", "u.id", "m.user_id")
    .select("u.name")
    .where("m.association_id", "=", associationId)
    .execute();
  return rows.map(({ name }) => name);
}

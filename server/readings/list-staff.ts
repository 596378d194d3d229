import type { Kysely } from "kysely";
import { Role } from "#server/accounts/roles.ts";
import type { Schema } from "#server/store/schema.ts";

/** Those who work under the association, and so read its policy; the board adopts it, partners have agreements. */
export const STAFF_ROLES: readonly Role[] = Role.options.filter((role) => role !== "board" && role !== "partner");

export type StaffMember = { readonly userId: string; readonly name: string; readonly role: string };

export async function listStaff(db: Kysely<Schema>, associationId: string): Promise<StaffMember[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .select(["membership.user_id", "user.name", "membership.role"])
    .where("membership.association_id", "=", associationId)
    .where("membership.role", "in", STAFF_ROLES)
    .orderBy("user.name")
    .orderBy("membership.user_id")
    .execute();
  return rows.map(({ user_id, name, role }) => ({ userId: user_id, name, role }));
}

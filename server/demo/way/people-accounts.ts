import type { Role } from "#server/accounts/roles.ts";
import type { Random } from "#server/demo/random.ts";
import type { Way } from "#server/demo/way/on-the-way.ts";

/** Somebody who works with the association and never signs in at the demonstration: an account without a password. */
export async function addAccount(
  { tx, deps }: Way,
  random: Random,
  {
    associationId,
    role,
    name,
    email,
    partnerId = null,
    at,
  }: {
    associationId: string;
    role: Role;
    name: string;
    email: string;
    partnerId?: string | null;
    at: number;
  },
): Promise<string> {
  const id = random.uuid();
  const day = new Date(at).toISOString();
  const [yes, no] = deps.store.dialect === "postgres" ? [true, false] : [1, 0];
  const written = { createdAt: day, updatedAt: day };
  await tx
    .insertInto("user")
    .values({ id, name, email, emailVerified: yes, image: null, ...written, hasFirstPassword: no })
    .execute();
  await tx
    .insertInto("membership")
    .values({ association_id: associationId, user_id: id, role, created_at: at, partner_id: partnerId })
    .execute();
  return id;
}

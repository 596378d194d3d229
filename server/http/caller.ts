import { hash } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { mayDo, Role, type Permission } from "#server/accounts/roles.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";

/** Who asks, and for which association: everything that an API route may act on. */
export type Caller = {
  readonly type: "person" | "machine";
  readonly id: string;
  readonly name: string;
  readonly associationId: string;
  readonly role: Role;
  /** The partner association that this caller speaks for; null for everybody else. */
  readonly partnerId: string | null;
};

export type Membership = Pick<Caller, "associationId" | "role" | "partnerId">;

export type CallerVariables = { Variables: { caller: Caller } };

/**
 * Finds the caller by API key or session, in the association named by `?association=` (a person's first one when it is
 * not named). Membership is read at every request, so a removed role stops at the next one. Answers 401 without a caller,
 * 404 for an association that is not theirs, 403 where the role lacks `permission` or the password is still the first one.
 */
export function requireCaller(deps: Deps, permission: Permission | "any") {
  return createMiddleware<CallerVariables>(async (c, next) => {
    const key = c.req.header("authorization")?.match(/^Bearer (\S{20,200})$/)?.[1];
    const wanted = c.req.query("association");
    const caller = key ? await findMachine(deps, key, wanted) : await findPerson(deps, c.req.raw.headers, wanted);
    if (permission !== "any" && !mayDo(caller.role, permission)) {
      throw new AppError("forbidden", "Your role does not include this.", { permission });
    }
    c.set("caller", caller);
    await next();
  });
}

async function findMachine(deps: Deps, key: string, wanted: string | undefined): Promise<Caller> {
  const row = await deps.store.read
    .selectFrom("api_key")
    .selectAll()
    .where("key_hash", "=", hash("sha256", key))
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (!row) throw new AppError("unauthenticated", "This API key is not known.");
  if (wanted !== undefined && wanted !== row.association_id) throw notYours();
  return {
    type: "machine",
    id: row.id,
    name: row.label,
    associationId: row.association_id,
    role: Role.parse(row.role),
    partnerId: row.partner_id,
  };
}

async function findPerson(deps: Deps, headers: Headers, wanted: string | undefined): Promise<Caller> {
  const session = await deps.auth.api.getSession({ headers });
  if (!session) throw new AppError("unauthenticated", "Sign in first.");
  if (session.user.hasFirstPassword) {
    throw new AppError("forbidden", "Choose a password of your own first.", { reason: "firstPassword" });
  }
  const memberships = await listMemberships(deps, session.user.id);
  const membership = wanted === undefined ? memberships[0] : memberships.find((m) => m.associationId === wanted);
  if (!membership)
    throw wanted === undefined ? new AppError("forbidden", "No association has given you a role.") : notYours();
  return { type: "person", id: session.user.id, name: session.user.name, ...membership };
}

/** The associations a person serves, with the role in each, in order of name. */
export async function listMemberships(deps: Deps, userId: string): Promise<Membership[]> {
  const rows = await deps.store.read
    .selectFrom("membership")
    .select(["association_id", "role", "partner_id"])
    .where("user_id", "=", userId)
    .orderBy("association_id")
    .execute();
  return rows.map((row) => ({
    associationId: row.association_id,
    role: Role.parse(row.role),
    partnerId: row.partner_id,
  }));
}

function notYours(): AppError {
  return new AppError("notFound", "There is nothing here.");
}

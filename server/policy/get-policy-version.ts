import type { Kysely } from "kysely";
import { Policy } from "#policies/schema.ts";
import { AppError } from "#server/errors.ts";
import type { Schema } from "#server/store/schema.ts";

/** Versions never change, so one that was read stays; they are few. */
const known = new WeakMap<object, Map<string, Policy>>();

/**
 * The policy as it stood in a version. `keeper` is whose memory to use, the store. Throws `notFound`.
 */
export async function getPolicyVersion(
  keeper: object,
  db: Kysely<Schema>,
  associationId: string,
  version: number,
): Promise<Policy> {
  const kept = known.get(keeper) ?? new Map<string, Policy>();
  known.set(keeper, kept);
  const key = `${associationId} ${version}`;
  const found = kept.get(key);
  if (found) return found;
  const row = await db
    .selectFrom("policy_version")
    .select("content")
    .where("association_id", "=", associationId)
    .where("version", "=", version)
    .executeTakeFirst();
  if (!row) throw new AppError("notFound", "There is no such version of the policy.", { version });
  const policy = Policy.parse(JSON.parse(row.content));
  kept.set(key, policy);
  return policy;
}

/** Number of the version that holds now. */
export async function currentVersion(db: Kysely<Schema>, associationId: string): Promise<number> {
  const { version } = await db
    .selectFrom("policy_version")
    .select(({ fn }) => fn.max("version").as("version"))
    .where("association_id", "=", associationId)
    .executeTakeFirstOrThrow();
  return version;
}

/** Forgets what was read: only the demonstration writes a history that was not there before. */
export function forgetVersions(keeper: object): void {
  known.delete(keeper);
}

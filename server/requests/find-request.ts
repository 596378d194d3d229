import type { Deps } from "#server/deps.ts";
import { hashFollowCode, readFollowCode } from "#server/requests/follow-code.ts";

/** The request behind a follow-up code, however it was typed; undefined for what is no code, and for unknown ones. */
export async function findRequestByCode(
  { store }: Pick<Deps, "store">,
  typed: string,
): Promise<{ associationId: string; id: string } | undefined> {
  const code = readFollowCode(typed);
  if (code === undefined) return undefined;
  const row = await store.read
    .selectFrom("request")
    .select(["association_id", "id"])
    .where("code_hash", "=", hashFollowCode(code))
    .executeTakeFirst();
  return row && { associationId: row.association_id, id: row.id };
}

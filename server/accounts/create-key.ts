import { hash, randomBytes, randomUUID } from "node:crypto";
import type { Role } from "#server/accounts/roles.ts";
import type { Deps } from "#server/deps.ts";

/** Makes an API key of an association; the key itself is returned once and only its hash is kept. */
export async function createKey(
  deps: Pick<Deps, "store" | "clock">,
  given: { associationId: string; role: Role; label: string; partnerId?: string },
): Promise<{ id: string; key: string }> {
  const key = `rida_${randomBytes(24).toString("base64url")}`;
  const id = randomUUID();
  await deps.store.write((tx) =>
    tx
      .insertInto("api_key")
      .values({
        association_id: given.associationId,
        id,
        key_hash: hash("sha256", key),
        role: given.role,
        partner_id: given.partnerId ?? null,
        label: given.label,
        created_at: deps.clock(),
        revoked_at: null,
      })
      .execute(),
  );
  return { id, key };
}

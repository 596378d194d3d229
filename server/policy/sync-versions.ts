import { hash } from "node:crypto";
import type { Deps } from "#server/deps.ts";

/**
 * Keeps every policy as it stands as a version of its own, the first time it is seen so. What is under way goes on by the
 * version under which it began. Run at every start; changes nothing when nothing changed.
 */
export function syncVersions(deps: Pick<Deps, "store" | "policies" | "clock">): Promise<void> {
  const now = deps.clock();
  return deps.store.write(async (tx) => {
    for (const [associationId, policy] of deps.policies) {
      const content = JSON.stringify(policy);
      const contentHash = hash("sha256", content);
      const latest = await tx
        .selectFrom("policy_version")
        .select(["version", "content_hash"])
        .where("association_id", "=", associationId)
        .orderBy("version", "desc")
        .limit(1)
        .executeTakeFirst();
      if (latest?.content_hash === contentHash) continue;
      const version = (latest?.version ?? 0) + 1;
      await tx
        .insertInto("policy_version")
        .values({ association_id: associationId, version, content, content_hash: contentHash, created_at: now })
        .execute();
    }
  });
}

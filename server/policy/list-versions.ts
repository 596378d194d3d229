import { todayIn } from "#policies/calendar.ts";
import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { comparePolicies, type PolicyChange } from "#server/policy/compare-policies.ts";
import { getPolicyVersion } from "#server/policy/get-policy-version.ts";

/** One version of the policy: how it was adopted, and what it changed of the one before. */
export type PolicyVersion = {
  readonly version: number;
  /** First kept on this day, `YYYY-MM-DD`. */
  readonly on: string;
  readonly approval: Policy["approval"] | null;
  readonly clauses: number;
  /** Empty for the first. */
  readonly changes: readonly PolicyChange[];
};

/** All versions, the newest first, with their differences worked out from what was kept. */
export async function listVersions(deps: Pick<Deps, "store">, associationId: string): Promise<PolicyVersion[]> {
  const rows = await deps.store.read
    .selectFrom("policy_version")
    .select(["version", "created_at"])
    .where("association_id", "=", associationId)
    .orderBy("version")
    .execute();
  const versions: PolicyVersion[] = [];
  let before: Policy | undefined;
  for (const row of rows) {
    const policy = await getPolicyVersion(deps.store, deps.store.read, associationId, row.version);
    versions.push({
      version: row.version,
      on: todayIn(policy.timeZone, row.created_at),
      approval: policy.approval ?? null,
      clauses: policy.clauses.length,
      changes: before === undefined ? [] : comparePolicies(before, policy),
    });
    before = policy;
  }
  return versions.reverse();
}

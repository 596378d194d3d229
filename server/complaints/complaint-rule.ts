import type { Policy } from "#policies/schema.ts";

/** How soon a complaint is acknowledged and closed, in days; where the policy is silent, a working week and two weeks. */
export function complaintRule(policy: Policy): { readonly acknowledgeDays: number; readonly closeDays: number } {
  return policy.complaints ?? { acknowledgeDays: 5, closeDays: 14 };
}

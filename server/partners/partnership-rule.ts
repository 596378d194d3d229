import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";

export type Side = "association" | "partner";
export type PartnershipRule = NonNullable<Policy["partnership"]>;

/** How an association works with partners. Throws `notFound` where its policy does not. */
export function getPartnership(
  deps: Pick<Deps, "policies">,
  associationId: string,
): { policy: Policy; rule: PartnershipRule; journey: string } {
  const policy = deps.policies.get(associationId);
  const journey = policy?.journeys.find(({ subject }) => subject === "partnership");
  if (!policy?.partnership || !journey) throw new AppError("notFound", "The policy describes no partnerships.");
  return { policy, rule: policy.partnership, journey: journey.id };
}

/** The rule of the version under which a partnership runs. */
export function ruleOf(policy: Policy): PartnershipRule {
  if (!policy.partnership) throw new AppError("notFound", "The policy describes no partnerships.");
  return policy.partnership;
}

/** The form by which a side judges a partnership. */
export function evaluationFormOf({ evaluation, ownEvaluation }: PartnershipRule, side: Side): string {
  return side === "partner" ? evaluation : ownEvaluation;
}

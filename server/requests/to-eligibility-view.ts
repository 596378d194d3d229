import { documentsNeeded, judgeEligibility, type Evaluate } from "#policies/eligibility.ts";
import type { Service } from "#policies/schema.ts";
import type { EligibilityView } from "#server/requests/request-view.ts";

/**
 * What the conditions of a service say of an application (clauses T9, Y1–Y5). One condition that is not met decides; where
 * none is unmet but one cannot be read, nothing is guessed.
 */
export function toEligibilityView(request: NonNullable<Service["request"]>, evaluate: Evaluate): EligibilityView {
  const { eligible, unmet, unreadable } = judgeEligibility(request.conditions, evaluate);
  return {
    state: unmet.length > 0 ? "not-eligible" : eligible ? "eligible" : "unknown",
    unmet: unmet.map(({ id, reason, refersTo }) => ({ id, reason, ...(refersTo ? { refersTo } : {}) })),
    unreadable: [...unreadable, ...documentsNeeded(request.documents, evaluate).unreadable],
  };
}

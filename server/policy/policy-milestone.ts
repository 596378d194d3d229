import type { Milestone } from "#analytics/milestones.ts";

/** A milestone about staff or documents, which belongs to no service, channel or kind of beneficiary. */
export function policyMilestone(
  what: Pick<Milestone, "measure" | "countedOn"> & Partial<Pick<Milestone, "outcome" | "step" | "duration" | "n">>,
): Milestone {
  return { service: "", channel: "", kind: "", step: "", outcome: "", duration: null, n: 1, ...what };
}

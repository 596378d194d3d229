import { findRepeats, findUnknown, findUnknownName, type PolicyProblem } from "#policies/policy-problem.ts";
import type { Policy, Sensitivity, Service } from "#policies/schema.ts";

/** Smallest group that may be shown at each level of confidentiality (POLICY-CLAUSES, column "sensitivity"). */
const SMALLEST_K: Record<Sensitivity, number> = { general: 5, sensitive: 10, sealed: 10 };
const STRICTNESS: readonly Sensitivity[] = ["general", "sensitive", "sealed"];

/** What is wrong with services: kinds and journeys that do not exist, confidentiality that is weaker than promised. */
export function findServiceFaults(policy: Policy): PolicyProblem[] {
  return [
    ...findSmallGroup(policy, policy, ["k"]),
    ...policy.services.flatMap((service, index) => {
      const path = ["services", index];
      return [
        ...findUnknownKinds(policy, service.invitation.except, [...path, "invitation", "except"]),
        ...findSmallGroup(policy, service, [...path, "k"]),
        ...findBrokenSeals(policy, service, path),
        ...findRequestFaults(policy, service, [...path, "request"]),
      ];
    }),
  ];
}

function findUnknownKinds(policy: Policy, kinds: readonly string[], path: PolicyProblem["path"]): PolicyProblem[] {
  return findUnknown(kinds, { what: "beneficiary kind", known: policy.beneficiaryKinds.map(({ id }) => id), path });
}

function findSmallGroup(
  policy: Policy,
  { sensitivity, k }: Pick<Service, "sensitivity" | "k">,
  path: PolicyProblem["path"],
): PolicyProblem[] {
  const smallest = Math.max(SMALLEST_K[sensitivity], SMALLEST_K[policy.sensitivity]);
  if (k >= smallest) return [];
  return [
    { path, message: `${k} people are too few where sensitivity is ${sensitivity}; expected ${smallest} or more` },
  ];
}

function findBrokenSeals(
  policy: Policy,
  { sensitivity, invitation }: Service,
  path: PolicyProblem["path"],
): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (STRICTNESS.indexOf(sensitivity) < STRICTNESS.indexOf(policy.sensitivity)) {
    const message = `${sensitivity} is weaker than the policy's own; expected ${policy.sensitivity}`;
    problems.push({ path: [...path, "sensitivity"], message });
  }
  if (sensitivity === "sealed" && invitation.ask === "each") {
    const message = "nobody is invited by name to a sealed service; expected group or none";
    problems.push({ path: [...path, "invitation", "ask"], message });
  }
  return problems;
}

function findRequestFaults(policy: Policy, { request }: Service, path: PolicyProblem["path"]): PolicyProblem[] {
  if (request === undefined) return [];
  const known = policy.journeys.filter(({ subject }) => subject === "request").map(({ id }) => id);
  return [
    ...findUnknownName(request.journey, { what: "journey of requests", known, path: [...path, "journey"] }),
    ...findUnknownKinds(policy, request.kinds, [...path, "kinds"]),
    ...findRepeats(request.conditions, [...path, "conditions"]),
    ...findRepeats(request.documents, [...path, "documents"]),
  ];
}

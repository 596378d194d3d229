import type { Clause, Evidence } from "#policies/evidence-schema.ts";
import { findUnknown, type PolicyProblem } from "#policies/policy-problem.ts";
import type { Policy } from "#policies/schema.ts";

type MetricEvidence = Extract<Evidence, { metric: string }>;

/** Evidence that is kept to what the policy does not have, or whose goal contradicts itself. */
export function findEvidenceFaults(policy: Policy): PolicyProblem[] {
  const known = knownValues(policy);
  return policy.clauses.flatMap(({ evidence }: Clause, clause) =>
    evidence.flatMap((piece, index) =>
      "check" in piece ? [] : findFaults(piece, known, ["clauses", clause, "evidence", index]),
    ),
  );
}

function findFaults(
  { filters, goal }: MetricEvidence,
  known: Readonly<Record<string, readonly string[]>>,
  path: PolicyProblem["path"],
): PolicyProblem[] {
  const problems = Object.entries(filters).flatMap(([dimension, values]) => {
    const of = known[dimension];
    if (of === undefined) return [];
    return findUnknown(values, { what: dimension, known: of, path: [...path, "filters", dimension] });
  });
  if (goal === undefined) return problems;
  const isOrdered = goal.is === "atLeast" ? goal.met >= goal.risk : goal.met <= goal.risk;
  if (isOrdered) return problems;
  const message = `at risk before it is met; expected risk ${goal.is === "atLeast" ? "at most" : "at least"} ${goal.met}`;
  return [...problems, { path: [...path, "goal"], message }];
}

/** What evidence can be kept to, by the dimensions whose values the policy knows. */
function knownValues({ services, channels, beneficiaryKinds, journeys, cases }: Policy): Record<string, string[]> {
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  const rounds = (cases?.followUpDays ?? []).flatMap((days) => [`${days}-inside`, `${days}-abroad`]);
  const steps = journeys.flatMap(({ id, steps, clocks }) => ids([...steps, ...clocks]).map((step) => `${id}/${step}`));
  return {
    service: ids(services),
    channel: ids(channels),
    kind: ids(beneficiaryKinds),
    step: [...steps, ...rounds],
  };
}

import type { Policy, Sensitivity } from "#policies/schema.ts";

/** One thing wrong in a policy: where, and what was expected there. */
export type PolicyProblem = { readonly path: readonly (string | number)[]; readonly message: string };

/** Smallest group that may be shown at each level of confidentiality (POLICY-CLAUSES, column "sensitivity"). */
const SMALLEST_K: Record<Sensitivity, number> = { general: 5, sensitive: 10, sealed: 10 };
const STRICTNESS: readonly Sensitivity[] = ["general", "sensitive", "sealed"];

/** What the shape of a policy cannot say: names that clash, references to nothing, confidentiality that is weaker than promised. */
export function findContradictions(policy: Policy): PolicyProblem[] {
  return [
    ...findRepeatedIds(policy),
    ...findAmbiguousWords(policy, "channels"),
    ...findAmbiguousWords(policy, "services"),
    ...findUnknownKinds(policy),
    ...findSmallGroups(policy),
    ...findBrokenSeals(policy),
    ...findLanguageFaults(policy),
  ];
}

function findRepeatedIds(policy: Policy): PolicyProblem[] {
  return (["beneficiaryKinds", "channels", "services", "clauses"] as const).flatMap((list) => {
    const seen = new Set<string>();
    return policy[list].flatMap(({ id }, index) => {
      if (seen.has(id))
        return [{ path: [list, index, "id"], message: `"${id}" is used twice; expected an id of its own` }];
      seen.add(id);
      return [];
    });
  });
}

/** A register says "الموقع" and means one channel: the same word under two of them could not be decided. */
function findAmbiguousWords(policy: Policy, list: "channels" | "services"): PolicyProblem[] {
  const owners = new Map<string, string>();
  return policy[list].flatMap(({ id, name, aliases }, index) =>
    [name.ar, name.en, ...aliases].flatMap((word) => {
      const key = word.trim().toLowerCase();
      const owner = owners.get(key) ?? id;
      owners.set(key, owner);
      if (owner === id) return [];
      return [
        { path: [list, index, "aliases"], message: `"${word}" already means "${owner}"; expected a word of its own` },
      ];
    }),
  );
}

function findUnknownKinds(policy: Policy): PolicyProblem[] {
  const kinds = policy.beneficiaryKinds.map(({ id }) => id);
  return policy.services.flatMap(({ invitation }, index) =>
    invitation.except.flatMap((kind, at) => {
      if (kinds.includes(kind)) return [];
      const path = ["services", index, "invitation", "except", at];
      return [{ path, message: `no beneficiary kind "${kind}"; expected one of ${kinds.join(", ")}` }];
    }),
  );
}

function findSmallGroups(policy: Policy): PolicyProblem[] {
  const levels = [
    { path: ["k"], ...policy },
    ...policy.services.map((service, index) => ({ path: ["services", index, "k"], ...service })),
  ];
  return levels.flatMap(({ path, sensitivity, k }) => {
    const smallest = Math.max(SMALLEST_K[sensitivity], SMALLEST_K[policy.sensitivity]);
    if (k >= smallest) return [];
    return [
      { path, message: `${k} people are too few where sensitivity is ${sensitivity}; expected ${smallest} or more` },
    ];
  });
}

function findBrokenSeals(policy: Policy): PolicyProblem[] {
  return policy.services.flatMap(({ sensitivity, invitation }, index) => {
    const problems: PolicyProblem[] = [];
    if (STRICTNESS.indexOf(sensitivity) < STRICTNESS.indexOf(policy.sensitivity)) {
      const message = `${sensitivity} is weaker than the policy's own; expected ${policy.sensitivity}`;
      problems.push({ path: ["services", index, "sensitivity"], message });
    }
    if (sensitivity === "sealed" && invitation.ask === "each") {
      const message = "nobody is invited by name to a sealed service; expected group or none";
      problems.push({ path: ["services", index, "invitation", "ask"], message });
    }
    return problems;
  });
}

function findLanguageFaults(policy: Policy): PolicyProblem[] {
  if (policy.languages.includes("ar") && new Set(policy.languages).size === policy.languages.length) return [];
  return [{ path: ["languages"], message: "expected ar and no language twice" }];
}

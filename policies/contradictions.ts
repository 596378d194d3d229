import { findEvidenceFaults } from "#policies/evidence-faults.ts";
import { findJourneyFaults } from "#policies/journey-faults.ts";
import { findRepeats, findUnknown, type PolicyProblem } from "#policies/policy-problem.ts";
import type { Policy } from "#policies/schema.ts";
import { findServiceFaults } from "#policies/service-faults.ts";

const LISTS = [
  "beneficiaryKinds",
  "channels",
  "tools",
  "services",
  "clauses",
  "journeys",
  "purposes",
  "readings",
  "units",
] as const satisfies readonly (keyof Policy)[];

/** Weights are written with few digits; their sum is exact to this. */
const ROUNDING = 1e-9;

/** What the shape of a policy cannot say: names that clash, references to nothing, ways that lead nowhere, promises that contradict. */
export function findContradictions(policy: Policy): PolicyProblem[] {
  return [
    ...LISTS.flatMap((list) => findRepeats(policy[list], [list])),
    ...findAmbiguousWords(policy, "channels"),
    ...findAmbiguousWords(policy, "services"),
    ...findTakenNames(policy),
    ...findServiceFaults(policy),
    ...policy.journeys.flatMap((journey, index) => findJourneyFaults(journey, policy, ["journeys", index])),
    ...findEvidenceFaults(policy),
    ...findPartnershipFaults(policy),
    ...findCaseFaults(policy),
    ...findMissingTexts(policy),
    ...findLanguageFaults(policy),
  ];
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

/** Public pages of an association that stand where its services do: `/a/{association}/{service}`. */
const PAGES: readonly string[] = ["changes", "complaint"];

function findTakenNames({ services }: Policy): PolicyProblem[] {
  return services.flatMap(({ id }, index) =>
    PAGES.includes(id)
      ? [{ path: ["services", index, "id"], message: `"${id}" is a page of every association; expected another id` }]
      : [],
  );
}

function findPartnershipFaults({ partnership, services, journeys }: Policy): PolicyProblem[] {
  const hasJourney = journeys.some(({ subject }) => subject === "partnership");
  if (partnership === undefined) {
    return hasJourney
      ? [{ path: ["partnership"], message: "partners have a journey; expected how they are studied and served" }]
      : [];
  }
  const { weights, criteria, regions } = partnership;
  const problems = [
    ...findRepeats(criteria, ["partnership", "criteria"]),
    ...findRepeats(regions, ["partnership", "regions"]),
    ...findUnknown(partnership.services, {
      what: "service",
      known: services.map(({ id }) => id),
      path: ["partnership", "services"],
    }),
  ];
  if (!hasJourney) problems.push({ path: ["partnership"], message: "expected a journey of the subject partnership" });
  const shares = Object.values(weights);
  const sum = shares.reduce((total, weight) => total + weight, 0);
  if (shares.some((weight) => weight < 0) || Math.abs(sum - 1) > ROUNDING) {
    const message = `the weights sum to ${Number(sum.toFixed(6))}; expected 1, and none below 0`;
    problems.push({ path: ["partnership", "weights"], message });
  }
  return problems;
}

function findCaseFaults({ cases, services, journeys }: Policy): PolicyProblem[] {
  const hasJourney = journeys.some(({ subject }) => subject === "case");
  if (cases === undefined) {
    return hasJourney ? [{ path: ["cases"], message: "cases have a journey; expected how they are accompanied" }] : [];
  }
  const known = services.map(({ id }) => id);
  return [
    ...(hasJourney ? [] : [{ path: ["cases"], message: "expected a journey of the subject case" }]),
    ...findRepeats(cases.criteria, ["cases", "criteria"]),
    ...findUnknown(cases.programmes === undefined ? [] : [cases.programmes], {
      what: "service",
      known,
      path: ["cases", "programmes"],
    }),
  ];
}

/** What is agreed to or signed on a journey must be written somewhere. */
function findMissingTexts(policy: Policy): PolicyProblem[] {
  const needed = new Set(
    policy.journeys.flatMap(({ steps, anytime }) =>
      [...steps, ...steps.flatMap(({ outcomes }) => outcomes), ...anytime].flatMap(({ needs }) => needs),
    ),
  );
  return (["consent", "declaration"] as const).flatMap((text) =>
    needed.has(text) && policy[text] === undefined
      ? [{ path: [text], message: `a journey needs the ${text}; expected its text` }]
      : [],
  );
}

function findLanguageFaults(policy: Policy): PolicyProblem[] {
  if (policy.languages.includes("ar") && new Set(policy.languages).size === policy.languages.length) return [];
  return [{ path: ["languages"], message: "expected ar and no language twice" }];
}

import type { Actor, ClockRule, Journey, Need } from "#policies/journey-schema.ts";
import { NEEDS } from "#policies/journey-state.ts";
import { findRepeats, findUnknown, findUnknownName, type PolicyProblem } from "#policies/policy-problem.ts";
import type { Policy } from "#policies/schema.ts";

type Path = PolicyProblem["path"];
/** Where an outcome leads, with its place in the policy. */
type Way = { readonly from: string | null; readonly to: string; readonly needs: readonly Need[]; readonly path: Path };

/** What is wrong with one journey: ways to nowhere, steps that nobody reaches or leaves, needs that nobody can bring. */
export function findJourneyFaults(journey: Journey, policy: Pick<Policy, "clauses">, path: Path): PolicyProblem[] {
  const ways = waysOf(journey, path);
  const places = [...journey.steps, ...journey.endings].map(({ id }) => id);
  const faults = [
    ...findRepeatedNames(journey, path),
    ...findUnknownName(journey.start, {
      what: "step",
      known: journey.steps.map(({ id }) => id),
      path: [...path, "start"],
    }),
    ...ways.flatMap((way) => findUnknownName(way.to, { what: "step or ending", known: places, path: way.path })),
    ...findUnknownClauses(journey, policy, path),
    ...journey.clocks.flatMap((clock, index) => findClockFaults(journey, clock, [...path, "clocks", index])),
    ...findHelplessNeeds(journey, ways, path),
    ...findMissingWords(journey, path),
  ];
  return faults.length > 0 ? faults : findLostPlaces(journey, ways, path);
}

function waysOf({ steps, anytime, endings }: Journey, path: Path): Way[] {
  return [
    ...steps.flatMap(({ id, outcomes }, step) =>
      outcomes.map(({ to, needs }, index) => ({
        from: id,
        to,
        needs,
        path: [...path, "steps", step, "outcomes", index, "to"],
      })),
    ),
    ...anytime.map(({ to, needs }, index) => ({ from: null, to, needs, path: [...path, "anytime", index, "to"] })),
    ...endings.flatMap(({ id, reopens }, ending) =>
      reopens === undefined
        ? []
        : [{ from: id, to: reopens.to, needs: reopens.needs, path: [...path, "endings", ending, "reopens", "to"] }],
    ),
  ];
}

/** Steps and endings share their names, since a way leads to either; so do the ways out of one step. */
function findRepeatedNames({ steps, endings, anytime, clocks }: Journey, path: Path): PolicyProblem[] {
  const names = new Set(steps.map(({ id }) => id));
  return [
    ...findRepeats(steps, [...path, "steps"]),
    ...findRepeats(endings, [...path, "endings"]),
    ...endings.flatMap(({ id }, index) =>
      names.has(id)
        ? [
            {
              path: [...path, "endings", index, "id"],
              message: `"${id}" is a step already; expected a name of its own`,
            },
          ]
        : [],
    ),
    ...findRepeats(clocks, [...path, "clocks"]),
    ...steps.flatMap(({ outcomes }, index) =>
      findRepeats([...outcomes, ...anytime], [...path, "steps", index, "outcomes"]),
    ),
  ];
}

function findUnknownClauses({ steps, clocks }: Journey, { clauses }: Pick<Policy, "clauses">, path: Path) {
  const known = clauses.map(({ id }) => id);
  return (["steps", "clocks"] as const).flatMap((list) =>
    (list === "steps" ? steps : clocks).flatMap(({ clause }, index) =>
      findUnknownName(clause, { what: "clause", known, path: [...path, list, index, "clause"] }),
    ),
  );
}

function findClockFaults({ steps }: Journey, { from, until, pauses }: ClockRule, path: Path): PolicyProblem[] {
  const known = steps.map(({ id }) => id);
  const outcomes = steps.flatMap(({ id, outcomes }) => outcomes.map((outcome) => `${id}.${outcome.id}`));
  return [
    ...findUnknownName(from, { what: "step", known, path: [...path, "from"] }),
    ...findUnknown(until, { what: "outcome", known: outcomes, path: [...path, "until"] }),
    ...findLoops(steps, { from, until }, path),
    ...findUnknown(pauses, { what: "step", known, path: [...path, "pauses"] }),
  ];
}

/** Ways out that a request is counted by (clauses C15, C16): under another name nobody would see that nothing is counted. */
function findMissingWords({ subject, start, steps }: Journey, path: Path): PolicyProblem[] {
  if (subject !== "request") return [];
  return steps.flatMap(({ id, by, outcomes }, index) => {
    const expected = [
      ...(id === start ? ["submitted"] : []),
      ...(by.includes("committee") ? ["accepted", "refused"] : []),
      ...(id === "registration" ? ["registered"] : []),
    ];
    const known = outcomes.map((outcome) => outcome.id);
    return expected
      .filter((word) => !known.includes(word))
      .map((word) => ({
        path: [...path, "steps", index, "outcomes"],
        message: `the step "${id}" has no way out "${word}", by which requests are counted`,
      }));
  });
}

/** A way out that stops a clock and leads straight to where it starts would start it again unseen. */
function findLoops(steps: Journey["steps"], { from, until }: Pick<ClockRule, "from" | "until">, path: Path) {
  return until.flatMap((taken, index) => {
    const loops = steps.some(({ id, outcomes }) =>
      outcomes.some((outcome) => taken === `${id}.${outcome.id}` && outcome.to === from),
    );
    if (!loops) return [];
    return [{ path: [...path, "until", index], message: `"${taken}" leads back to "${from}", where the clock starts` }];
  });
}

/** A need that none of the journey's own actors can bring would hold everybody for ever. */
function findHelplessNeeds(journey: Journey, ways: readonly Way[], path: Path): PolicyProblem[] {
  const actors = new Set<Actor>([
    ...journey.steps.flatMap(({ by, outcomes }) => [...by, ...outcomes.flatMap((outcome) => outcome.by ?? [])]),
    ...journey.anytime.flatMap(({ by }) => by ?? []),
  ]);
  const all = [
    ...ways.flatMap(({ needs, path }) => needs.map((need) => ({ need, path: [...path.slice(0, -1), "needs"] }))),
    ...journey.steps.flatMap(({ needs }, index) =>
      needs.map((need) => ({ need, path: [...path, "steps", index, "needs"] })),
    ),
  ];
  return all.flatMap(({ need, path }) => {
    const { holds, by } = NEEDS[need];
    if (holds === "action" || by.some((actor) => actors.has(actor))) return [];
    return [{ path, message: `nobody in this journey can bring "${need}"; expected one of ${by.join(", ")}` }];
  });
}

/** Places that no way reaches, and steps from which the journey never ends unless somebody gives up. */
function findLostPlaces({ start, steps, endings, anytime }: Journey, ways: readonly Way[], path: Path) {
  const follows = (from: string) => ways.filter((way) => way.from === from).map(({ to }) => to);
  const reached = spread([start, ...anytime.map(({ to }) => to)], follows);
  const leads = (to: string) => ways.flatMap((way) => (way.to === to && way.from !== null ? [way.from] : []));
  const finishing = spread(
    endings.map(({ id }) => id),
    leads,
  );
  return [
    ...(["steps", "endings"] as const).flatMap((list) =>
      (list === "steps" ? steps : endings).flatMap(({ id }, index) =>
        reached.has(id) ? [] : [{ path: [...path, list, index, "id"], message: `nothing leads to "${id}"` }],
      ),
    ),
    ...steps.flatMap(({ id }, index) =>
      finishing.has(id)
        ? []
        : [{ path: [...path, "steps", index, "id"], message: `from "${id}" the journey never ends` }],
    ),
  ];
}

/** Everything that can be reached from somewhere. */
function spread(from: readonly string[], next: (place: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set(from);
  for (const place of seen) for (const further of next(place)) seen.add(further);
  return seen;
}

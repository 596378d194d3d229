import { runningMs } from "#policies/journey-clocks.ts";
import type { Actor, Journey } from "#policies/journey-schema.ts";
import { NEEDS, outcomesOf, stepOf, type JourneyState } from "#policies/journey-state.ts";
import { missingFor } from "#policies/judge-action.ts";
import type { JourneyView } from "#server/requests/request-view.ts";

const DAY = 86_400_000;

/** A journey as people see it at an instant; `actor` is the part of whoever looks, null for those who have none. */
export function toJourneyView(
  journey: Journey,
  state: JourneyState,
  { actor, at }: { actor: Actor | null; at: number },
): JourneyView {
  return {
    id: journey.id,
    name: journey.name,
    steps: journey.steps.map(({ id, name, clause, by, external }) => ({
      id,
      name,
      clause,
      by,
      state: id === state.step ? "now" : state.reached.includes(id) ? "done" : "ahead",
      ...(external ? { external: external.to } : {}),
    })),
    endings: journey.endings.map(({ id, name }) => ({ id, name })),
    moves: namedMoves(journey),
    outcomes: toOutcomes(journey, state, { actor, at }),
    proven: state.proven,
    sentAt: state.sentAt,
    returnedAt: state.returnedAt,
    clocks: journey.clocks.flatMap(({ id, name, clause, bound, days }) => {
      const clock = state.clocks[id];
      if (!clock) return [];
      const ranDays = Math.max(0, Math.floor(runningMs(clock, at) / DAY));
      const [isPaused, isStopped] = [clock.pausedAt !== null, clock.stoppedAt !== null];
      return [{ id, name, clause, bound, days, ranDays, isPaused, isStopped }];
    }),
  };
}

/** Each way out once, by the name that it has first. */
function namedMoves({ steps, anytime, endings }: Journey): JourneyView["moves"] {
  const ways = [
    ...steps.flatMap(({ outcomes }) => outcomes),
    ...anytime,
    ...endings.flatMap(({ reopens }) => (reopens ? [reopens] : [])),
  ];
  return [...new Map(ways.toReversed().map(({ id, name }) => [id, { id, name }])).values()].toReversed();
}

function toOutcomes(
  journey: Journey,
  state: JourneyState,
  { actor, at }: { actor: Actor | null; at: number },
): JourneyView["outcomes"] {
  const step = stepOf(journey, state);
  const reopens = step ? undefined : journey.endings.find(({ id }) => id === state.ending)?.reopens;
  if (reopens && at - state.since > reopens.withinDays * DAY) return [];
  return outcomesOf(journey, state).map((outcome) => {
    const isAnytime = journey.anytime.some(({ id }) => id === outcome.id);
    const needs = [...new Set([...(isAnytime ? [] : (step?.needs ?? [])), ...outcome.needs])];
    return {
      id: outcome.id,
      name: outcome.name,
      by: outcome.by,
      isMine: actor !== null && outcome.by.includes(actor),
      isEnd: journey.endings.some(({ id }) => id === outcome.to),
      isAnytime,
      missing: missingFor(journey, state, outcome).map((need) => ({ need, by: NEEDS[need].by })),
      needs,
      asks: needs.filter((need) => NEEDS[need].holds === "action"),
    };
  });
}

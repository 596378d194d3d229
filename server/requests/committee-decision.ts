import type { Journey } from "#policies/journey-schema.ts";
import type { JourneyEvent } from "#policies/journey-state.ts";
import { movesOf, type Move } from "#server/journeys/moves-of.ts";

/** The committee's yes or no; putting a request off or asking for more decides nothing. */
const DECISIONS: readonly string[] = ["accepted", "refused"];

export function isDecision(outcome: string): boolean {
  return DECISIONS.includes(outcome);
}

/** True once the committee has said yes or no. */
export function wasDecided(journey: Journey, events: readonly JourneyEvent[]): boolean {
  return movesOf(journey, events).some((move) => isOfCommittee(journey, move));
}

/** True while its yes or no stands: an objection takes it back until there is a new one. */
export function isDecided(journey: Journey, events: readonly JourneyEvent[]): boolean {
  const moves = movesOf(journey, events);
  const last = moves.findLastIndex((move) => isOfCommittee(journey, move));
  return last !== -1 && !moves.slice(last + 1).some(({ from }) => from === null);
}

function isOfCommittee({ steps }: Journey, { from, outcome }: Move): boolean {
  return isDecision(outcome) && steps.some(({ id, by }) => id === from && by.includes("committee"));
}

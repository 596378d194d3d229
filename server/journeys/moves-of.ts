import { apply } from "#policies/journey.ts";
import type { Actor, Journey } from "#policies/journey-schema.ts";
import { NOT_BEGUN, type JourneyEvent } from "#policies/journey-state.ts";

/** One way out that was taken: where from (null: from an ending), and where it led. */
export type Move = {
  readonly seq: number;
  readonly at: number;
  readonly actor: Actor;
  readonly from: string | null;
  readonly outcome: string;
  readonly step: string | null;
  readonly ending: string | null;
};

/** The ways out that were taken, in order. Throws when the events are no history of the journey. */
export function movesOf(journey: Journey, events: readonly JourneyEvent[]): Move[] {
  const moves: Move[] = [];
  let state = NOT_BEGUN;
  for (const event of events) {
    const after = apply(journey, state, event);
    const { action, seq, at, actor } = event;
    if (action.type === "move") {
      moves.push({ seq, at, actor, from: state.step, outcome: action.outcome, step: after.step, ending: after.ending });
    }
    state = after;
  }
  return moves;
}

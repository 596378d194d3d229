import type { Journey } from "#policies/journey-schema.ts";
import type { JourneyEvent, JourneyState } from "#policies/journey-state.ts";
import { asksFor } from "#server/journeys/asks-for.ts";
import { isDecided } from "#server/requests/committee-decision.ts";

/** True while answers can still be corrected: the request is open and the committee has not decided on them. */
export function mayCorrect(journey: Journey, state: JourneyState, events: readonly JourneyEvent[]): boolean {
  return state.step !== null && asksFor(journey, "answers") && !isDecided(journey, events);
}

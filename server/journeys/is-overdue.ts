import { runningMs } from "#policies/journey-clocks.ts";
import type { Journey } from "#policies/journey-schema.ts";
import type { JourneyState } from "#policies/journey-state.ts";

const DAY = 86_400_000;
/** Longest stay in one step that is not called late where the policy sets no time of its own. */
const LONGEST_STAY = 14 * DAY;

/** True once a clock with a ceiling has passed it, or one step has lasted more than fourteen days. */
export function isOverdue(journey: Journey, state: JourneyState, at: number): boolean {
  if (state.step === null) return false;
  if (at - state.since > LONGEST_STAY) return true;
  return journey.clocks.some(({ id, bound, days }) => {
    const clock = state.clocks[id];
    return bound === "max" && clock?.stoppedAt === null && runningMs(clock, at) > days * DAY;
  });
}

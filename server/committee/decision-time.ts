import { runningMs } from "#policies/journey-clocks.ts";
import type { Journey } from "#policies/journey-schema.ts";
import type { JourneyState } from "#policies/journey-state.ts";
import type { DecisionTime } from "#server/committee/committee-view.ts";

const DAY = 86_400_000;

/** Steps in which the committee decides. */
export function committeeSteps(journey: Journey): readonly string[] {
  return journey.steps.filter(({ by }) => by.includes("committee")).map(({ id }) => id);
}

/** How long the decision has taken by the policy's own clock; null where the policy has none, or it has not begun. */
export function toDecisionTime(journey: Journey, state: JourneyState, at: number): DecisionTime | null {
  const steps = committeeSteps(journey);
  const rule = journey.clocks.find(({ from }) => steps.includes(from));
  const clock = rule && state.clocks[rule.id];
  if (!rule || !clock) return null;
  const { clause, days, bound } = rule;
  const ran = runningMs(clock, at);
  return {
    clause,
    days,
    bound,
    ranDays: Math.max(0, Math.floor(ran / DAY)),
    isPaused: clock.pausedAt !== null,
    isBefore: ran < days * DAY,
    isAfter: ran >= (days + 1) * DAY,
  };
}

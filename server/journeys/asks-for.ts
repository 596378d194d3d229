import type { Journey, Need } from "#policies/journey-schema.ts";

/** True when some way of the journey needs this; what no way needs cannot be brought. */
export function asksFor(journey: Journey, need: Need): boolean {
  return journey.steps.some(({ needs, outcomes }) =>
    [needs, ...outcomes.map((way) => way.needs)].flat().includes(need),
  );
}

import type { Journey } from "#policies/journey-schema.ts";
import type { JourneyState } from "#policies/journey-state.ts";
import type { Refusal } from "#policies/judge-action.ts";
import { AppError } from "#server/errors.ts";

const WORDS: Readonly<Record<Refusal["why"], string>> = {
  notBegun: "This has not begun yet.",
  begun: "This has begun already.",
  ended: "This has ended.",
  notHere: "The policy does not allow this at this step.",
  notYours: "At this step others do this.",
  missing: "Something is missing before this can be done.",
  notSent: "It has to be sent first.",
  notReturned: "It has not come back yet.",
  tooLate: "The time for this has passed.",
};

/** A refusal of the policy as an error: why, what is missing and who can bring it. */
export function refused(journey: Journey, state: JourneyState, refusal: Refusal): AppError {
  const { why, by, missing, outcomes } = refusal;
  return new AppError("unprocessable", WORDS[why], {
    reason: why,
    journey: journey.id,
    step: state.step,
    ending: state.ending,
    by,
    missing,
    outcomes,
  });
}

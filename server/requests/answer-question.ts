import { stepOf, type JourneyState } from "#policies/journey-state.ts";
import type { Journey } from "#policies/journey-schema.ts";
import { AppError } from "#server/errors.ts";
import { inJourney, placeOfDetail } from "#server/journeys/in-journey.ts";
import { countFollowed } from "#server/requests/count-followed.ts";
import { APPLICANT } from "#server/requests/follow-request.ts";
import type { RequestDeps } from "#server/requests/open-request.ts";
import { getRequest } from "#server/requests/request-subject.ts";
import type { EventDetail } from "#server/requests/request-view.ts";

/** Answers that one request may take in over its whole life. */
export const MOST_ANSWERS = 20;

/** True where the step waits for something to be explained (clause C13). */
export function asksToExplain(journey: Journey, state: Pick<JourneyState, "step">): boolean {
  const step = stepOf(journey, state as JourneyState);
  return step?.outcomes.some(({ needs }) => [...step.needs, ...needs].includes("explanation")) ?? false;
}

/**
 * Keeps what the person wrote in answer to the question that their request waits for. It moves nothing: whoever asked reads
 * it and goes on. Throws `unprocessable` where nothing is asked, or enough was written.
 */
export async function answerQuestion(
  deps: RequestDeps,
  { associationId, id, seq, text }: { associationId: string; id: string; seq?: number; text: string },
): Promise<void> {
  const { subject } = await getRequest(deps, { associationId, id });
  await inJourney(deps, { subject, doer: APPLICANT, expectedSeq: seq }, async (open) => {
    if (!asksToExplain(open.journey, open.state())) {
      throw new AppError("unprocessable", "Nothing is asked of the person here.", { reason: "notAsked" });
    }
    const answers = open.events.filter(({ actor, action, seq: at, detailSealed }) => {
      if (actor !== "applicant" || action.type !== "prove" || action.need !== "answers") return false;
      return (
        (deps.seal.open(detailSealed, placeOfDetail(subject, at)) as EventDetail | undefined)?.answer !== undefined
      );
    });
    if (answers.length >= MOST_ANSWERS) {
      throw new AppError("unprocessable", "This request has taken in as many answers as it may.", {
        reason: "tooMany",
      });
    }
    await open.act({ type: "prove", need: "answers" }, { answer: text });
    countFollowed(open, APPLICANT.id);
  });
}

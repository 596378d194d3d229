import type { Doer } from "#server/journeys/in-journey.ts";
import { moveRequest } from "#server/requests/move-request.ts";
import type { RequestDeps } from "#server/requests/open-request.ts";
import { getRequest } from "#server/requests/request-subject.ts";

/** Whoever the association serves, acting through their code. */
export const APPLICANT: Doer = { actor: "applicant", id: "" };

/** Takes a request back, for whoever asked. Throws `unprocessable` when it has ended, `conflict` when it moved on since `seq`. */
export async function withdrawRequest(
  deps: RequestDeps,
  { associationId, id, seq, doer = APPLICANT }: { associationId: string; id: string; seq?: number; doer?: Doer },
): Promise<void> {
  await moveRequest(deps, { associationId, id, doer, seq, outcome: "withdrawn", detail: {} });
}

/**
 * Objects to a refusal, once and within the time that the policy gives (clause C18): the committee looks again. Throws
 * `unprocessable` where nothing was refused, the time has passed, or an objection was made before.
 */
export async function objectToRefusal(
  deps: RequestDeps,
  {
    associationId,
    id,
    text,
    seq,
    doer = APPLICANT,
  }: { associationId: string; id: string; text: string; seq?: number; doer?: Doer },
): Promise<void> {
  const { row, policy } = await getRequest(deps, { associationId, id });
  const journey = policy.journeys.find((one) => one.id === row.journey);
  const outcome = journey?.endings.find((one) => one.id === row.ending)?.reopens?.id ?? "objection";
  await moveRequest(deps, { associationId, id, doer, seq, outcome, detail: { reason: text } });
}

import { inJourney, type Doer } from "#server/journeys/in-journey.ts";
import type { RequestDeps } from "#server/requests/open-request.ts";
import { getRequest } from "#server/requests/request-subject.ts";

/** Notes that a request was sent to somebody outside, or came back from there. */
export async function sendRequest(
  deps: RequestDeps,
  {
    associationId,
    id,
    doer,
    seq,
    type,
    note,
  }: {
    associationId: string;
    id: string;
    doer: Doer;
    seq?: number | undefined;
    type: "send" | "return";
    note?: string | undefined;
  },
): Promise<void> {
  const { subject } = await getRequest(deps, { associationId, id });
  await inJourney(deps, { subject, doer, expectedSeq: seq }, (open) =>
    open.act({ type }, note === undefined ? undefined : { note }),
  );
}

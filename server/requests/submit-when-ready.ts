import { outcomesOf, stepOf } from "#policies/journey-state.ts";
import { missingFor } from "#policies/judge-action.ts";
import type { Deps } from "#server/deps.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";
import { addNotice } from "#server/notices/add-notice.ts";
import { missingDocuments } from "#server/requests/prove-documents.ts";
import type { RequestRow } from "#server/requests/request-subject.ts";

/** The way out of reception by which a request is handed to those who look at it. */
const SUBMITTED = "submitted";

/** Hands a request over once what its reception asks for is there, and tells which documents are still to come. */
export async function submitWhenReady(
  deps: Pick<Deps, "forms" | "seal" | "clock">,
  open: OpenJourney,
  row: RequestRow,
): Promise<void> {
  const step = stepOf(open.journey, open.state());
  const submitted = outcomesOf(open.journey, open.state()).find(({ id }) => id === SUBMITTED);
  if (!submitted || step?.id !== open.journey.start || missingFor(open.journey, open.state(), submitted).length > 0) {
    return;
  }
  await open.act({ type: "move", outcome: submitted.id, given: [] });
  const documents = await missingDocuments(deps, open, row);
  if (documents.length === 0) return;
  const { association_id: associationId, id } = row;
  await addNotice(open.tx, deps, { associationId, id, topic: "missing", detail: { documents } });
}

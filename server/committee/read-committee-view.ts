import { todayIn } from "#policies/calendar.ts";
import { recordAudit } from "#server/audit/record-audit.ts";
import type { CommitteeView } from "#server/committee/committee-view.ts";
import { committeeSteps, toDecisionTime } from "#server/committee/decision-time.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { journeyIn, readJourney } from "#server/journeys/read-journey.ts";
import { toChecklist } from "#server/requests/checklist.ts";
import { listDocumentRows, readApplication } from "#server/requests/read-application.ts";
import { toRequestView, type ViewDeps } from "#server/requests/read-request-view.ts";
import { getRequest } from "#server/requests/request-subject.ts";

/**
 * One request for the committee, once it has come to it; before that, and to others, it is not there. Reading it is kept in the
 * audit trail.
 */
export async function readCommitteeView(
  deps: ViewDeps,
  { caller, id, language = "ar" }: { caller: Caller; id: string; language?: string | undefined },
): Promise<CommitteeView> {
  const { associationId } = caller;
  const found = await getRequest(deps, { associationId, id });
  const { row, policy, service } = found;
  const journey = journeyIn(policy, row.journey);
  const { state } = await readJourney(deps.store.read, journey, associationId, "request", id);
  if (!committeeSteps(journey).some((step) => state.reached.includes(step))) {
    throw new AppError("notFound", "There is nothing here.");
  }
  await deps.store.write((tx) => recordAudit(tx, deps, caller, { act: "read", entity: "request", entityId: id }));
  const { person, ...view } = await toRequestView(deps, { found, role: caller.role, language });
  const { phone: _, ...named } = person;
  const { evaluate } = await readApplication(deps, row);
  const rows = await listDocumentRows(deps.store.read, row);
  const now = deps.clock();
  const today = todayIn(policy.timeZone, now);
  return {
    ...view,
    person: named,
    decision: toDecisionTime(journey, state, now),
    quorum: policy.quorum,
    isComplete: toChecklist({ rules: service.request.documents, evaluate, rows, today }).isComplete,
  };
}

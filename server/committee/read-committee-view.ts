import { todayIn } from "#policies/calendar.ts";
import { PHONE_ITEM } from "#server/apply/read-application.ts";
import { recordAudit } from "#server/audit/record-audit.ts";
import type { CommitteeView } from "#server/committee/committee-view.ts";
import { committeeSteps, toDecisionTime } from "#server/committee/decision-time.ts";
import { AppError } from "#server/errors.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";
import { journeyIn, readJourney } from "#server/journeys/read-journey.ts";
import { toChecklist } from "#server/requests/checklist.ts";
import { wasDecided } from "#server/requests/committee-decision.ts";
import { listDocumentRows, readApplication } from "#server/requests/read-application.ts";
import { toRequestView, type ViewDeps } from "#server/requests/read-request-view.ts";
import { getRequest, type FoundRequest } from "#server/requests/request-subject.ts";
import type { HistoryLine } from "#server/requests/request-view.ts";

/**
 * One request for the committee, while it is before it and once it has decided; otherwise, and to others, it is not there.
 * Reading it is kept in the audit trail.
 */
export async function readCommitteeView(
  deps: ViewDeps,
  { caller, id, language = "ar" }: { caller: Caller; id: string; language?: string | undefined },
): Promise<CommitteeView> {
  const found = await getRequest(deps, { associationId: caller.associationId, id });
  await requireBefore(deps, found);
  return openCommitteeView(deps, { caller, found, language });
}

/** Throws `notFound` unless the request is before the committee now, or was decided by it (clause C15). */
export async function requireBefore(
  { store }: Pick<Deps, "store">,
  { row, policy }: Pick<FoundRequest, "row" | "policy">,
): Promise<void> {
  const journey = journeyIn(policy, row.journey);
  const { state, events } = await readJourney(store.read, journey, row.association_id, "request", row.id);
  const isHere = state.step !== null && committeeSteps(journey).includes(state.step);
  if (!isHere && !wasDecided(journey, events)) throw new AppError("notFound", "There is nothing here.");
}

/** The view for whoever may have it: read now, or acted on just before. */
export async function openCommitteeView(
  deps: ViewDeps,
  { caller, found, language }: { caller: Caller; found: FoundRequest; language: string },
): Promise<CommitteeView> {
  const { row, policy, service } = found;
  const { id } = row;
  const journey = journeyIn(policy, row.journey);
  const { state } = await readJourney(deps.store.read, journey, row.association_id, "request", id);
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
    // Where the form asks for the number, it is no part of what is decided on either.
    answers: view.answers.filter(({ item }) => item !== PHONE_ITEM),
    history: view.history.map((line) => withoutNumber(line)),
    decision: toDecisionTime(journey, state, now),
    quorum: policy.quorum,
    isComplete: toChecklist({ rules: service.request.documents, evaluate, rows, today }).isComplete,
  };
}

function withoutNumber(line: HistoryLine): HistoryLine {
  const { changes, ...detail } = line.detail;
  if (!changes) return line;
  return { ...line, detail: { ...detail, changes: changes.filter(({ item }) => item !== PHONE_ITEM) } };
}

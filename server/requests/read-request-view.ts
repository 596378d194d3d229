import type { Actor } from "#policies/journey-schema.ts";
import { todayIn } from "#policies/calendar.ts";
import { recordAudit } from "#server/audit/record-audit.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";
import { asksFor } from "#server/journeys/asks-for.ts";
import { isOverdue } from "#server/journeys/is-overdue.ts";
import { journeyIn, readJourney } from "#server/journeys/read-journey.ts";
import { toJourneyView } from "#server/journeys/to-journey-view.ts";
import { toChecklist } from "#server/requests/checklist.ts";
import { findEvaluationLink } from "#server/requests/evaluation-link.ts";
import { toFollowCode, toFollowLink } from "#server/requests/follow-code.ts";
import { listHistory, namesOf, type ReaderRole } from "#server/requests/list-history.ts";
import { mayCorrect } from "#server/requests/may-correct.ts";
import { listDocumentRows, readApplication } from "#server/requests/read-application.ts";
import { getRequest, type FoundRequest, type RequestRow } from "#server/requests/request-subject.ts";
import type { Person, RequestLine, RequestView } from "#server/requests/request-view.ts";
import { toAnswerLines } from "#server/requests/to-answer-lines.ts";
import { toDocumentLines } from "#server/requests/to-document-lines.ts";
import { toEligibilityView } from "#server/requests/to-eligibility-view.ts";
import { placeOf } from "#server/store/seal.ts";

export type ViewDeps = Pick<Deps, "store" | "seal" | "clock" | "settings" | "forms">;

/** The person, or the caller in whose name the reading is kept in the audit trail before anything is shown. */
export type Reader = "applicant" | Pick<Caller, "associationId" | "id" | "name" | "role">;

/** Everything about one request as one reader may see it, in `language`. Throws `notFound`, also for requests of others. */
export async function readRequestView(
  deps: ViewDeps,
  { associationId, id, reader, language }: { associationId: string; id: string; reader: Reader; language?: string },
): Promise<RequestView> {
  const found = await getRequest(deps, { associationId, id });
  if (reader !== "applicant") {
    await deps.store.write((tx) => recordAudit(tx, deps, reader, { act: "read", entity: "request", entityId: id }));
  }
  const role: ReaderRole = reader === "applicant" ? reader : reader.role;
  return toRequestView(deps, { found, role, language: language ?? (role === "applicant" ? found.row.language : "ar") });
}

/** `readRequestView` once the request is found and the reading noted. */
export async function toRequestView(
  deps: ViewDeps,
  { found, role, language }: { found: FoundRequest; role: ReaderRole; language: string },
): Promise<RequestView> {
  const { row, policy, service, subject } = found;
  const { association_id: associationId, id } = row;
  const now = deps.clock();
  const db = deps.store.read;
  const journey = journeyIn(policy, row.journey);
  const { state, events } = await readJourney(db, journey, associationId, "request", id);
  const { form, answers, evaluate } = await readApplication(deps, row);
  const rows = await listDocumentRows(db, row);
  const rules = service.request.documents;
  const checklist = toChecklist({ rules, evaluate, rows, today: todayIn(policy.timeZone, now) });
  const judges = await namesOf(
    deps,
    rows.map(({ judged_by: actorId }) => ({ actorId })),
  );
  const person = openPerson(deps, row);
  const corrects = role === "officer" || role === "researcher";
  return {
    ...toRequestLine(row, { name: person.name, isOverdue: isOverdue(journey, state, now) }),
    waitingDocuments: rows.filter(({ state: is }) => is === "waiting").length,
    step: state.step,
    ending: state.ending,
    since: state.since,
    seq: state.seq,
    person,
    language: row.language,
    answers: toAnswerLines(form, answers, language),
    correctable: corrects && mayCorrect(journey, state, events) ? { items: form.items, answers } : null,
    journeyView: toJourneyView(journey, state, { actor: toActor(role), at: now }),
    history: await listHistory(deps, { subject, events, role, form, language }),
    eligibility: toEligibilityView(service.request, evaluate),
    documents: toDocumentLines(deps, { checklist, role, names: judges }),
    declarations: await listDeclarations(deps, row),
    isDeclarationDue:
      state.step !== null &&
      policy.declaration !== undefined &&
      asksFor(journey, "declaration") &&
      !state.proven.includes("declaration"),
    notices: await listNotices(deps, row),
    reviewDueOn: row.review_due_on,
    followLink:
      role === "applicant" ? toFollowLink(deps.settings, toFollowCode(deps.settings.secret, associationId, id)) : "",
    evaluationLink: role === "applicant" ? await findEvaluationLink(deps, { row, journey }) : null,
  };
}

/** The part that a role has in journeys; the board has none. */
function toActor(role: ReaderRole): Actor | null {
  return role === "board" ? null : role;
}

/** A line of a list, apart from what other tables say of it. */
export function toRequestLine(
  row: RequestRow,
  { name, isOverdue: late }: { name: string; isOverdue: boolean },
): Omit<RequestLine, "waitingDocuments"> {
  const { id, service, channel, kind, journey, step, ending, since, seq } = row;
  const way = row.way as RequestLine["way"];
  return {
    id,
    service,
    channel,
    kind,
    way,
    openedAt: row.opened_at,
    journey,
    step,
    ending,
    since,
    seq,
    name,
    isOverdue: late,
  };
}

export function openPerson({ seal }: Pick<Deps, "seal">, row: RequestRow): Person {
  return seal.open(row.person_sealed, placeOf("request", "person", row.association_id, row.id)) as Person;
}

async function listDeclarations(deps: ViewDeps, row: RequestRow): Promise<RequestView["declarations"]> {
  const rows = await deps.store.read
    .selectFrom("declaration")
    .selectAll()
    .where("association_id", "=", row.association_id)
    .where("request_id", "=", row.id)
    .orderBy("signed_at")
    .execute();
  return rows.map((one) => ({
    version: one.version,
    signedBy: one.signed_by as "applicant" | "guardian",
    name: deps.seal.open(one.name_sealed, placeOf("declaration", "name", row.association_id, one.id)) as string,
    signedAt: one.signed_at,
  }));
}

async function listNotices(deps: ViewDeps, row: RequestRow): Promise<RequestView["notices"]> {
  const rows = await deps.store.read
    .selectFrom("notice")
    .select(["topic", "made_at", "read_at"])
    .where("association_id", "=", row.association_id)
    .where("subject", "=", "request")
    .where("subject_id", "=", row.id)
    .orderBy("id")
    .execute();
  return rows.map((one) => ({ topic: one.topic, madeAt: one.made_at, readAt: one.read_at }));
}

import { hash } from "node:crypto";
import { todayIn } from "#policies/calendar.ts";
import type { Journey } from "#policies/journey-schema.ts";
import { replay } from "#policies/journey.ts";
import type { BilingualText } from "#policies/text.ts";
import { NEEDS, outcomesOf, stepOf } from "#policies/journey-state.ts";
import { recordAudit } from "#server/audit/record-audit.ts";
import type { CaseDetail, CasePerson, CaseView } from "#server/cases/case-view.ts";
import { doerOf } from "#server/cases/doer.ts";
import { getCase, isAskedHere, type CaseRow } from "#server/cases/find-case.ts";
import { areSettled, isRefused, toFollowUpLine } from "#server/cases/follow-up-state.ts";
import type { JudgedCriteria } from "#server/cases/judge-criteria.ts";
import { listCaseFollowUps } from "#server/cases/list-case-follow-ups.ts";
import { listReports } from "#server/cases/list-reports.ts";
import { nameDoers } from "#server/cases/name-doers.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";
import { placeOfDetail } from "#server/journeys/in-journey.ts";
import { readJourney, type KeptEvent } from "#server/journeys/read-journey.ts";
import { toJourneyView } from "#server/journeys/to-journey-view.ts";
import { placeOf } from "#server/store/seal.ts";

/**
 * Everything about a case for one who works on it. The only place that shows the name: who looked is kept first.
 * Restricted reports are named by their date; notes of assessments are shown to those who assess.
 */
export async function readCase(
  deps: Pick<Deps, "policies" | "store" | "seal" | "clock">,
  caller: Caller,
  id: string,
  act: "read" | "change" = "read",
): Promise<CaseView> {
  const { associationId, role } = caller;
  const { row, policy, rule, journey, subject } = await getCase(deps, associationId, id);
  await deps.store.write((tx) => recordAudit(tx, deps, caller, { act, entity: "case", entityId: id }));

  const db = deps.store.read;
  const now = deps.clock();
  const today = todayIn(policy.timeZone, now);
  const { actor } = doerOf(caller);
  const { state, events } = await readJourney(db, journey, associationId, "case", id);
  const assessments = await db
    .selectFrom("assessment")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("case_id", "=", id)
    .orderBy("assessed_at")
    .execute();
  const rows = await listCaseFollowUps(db, associationId, id);
  const about = { today, tryDays: rule.followUpTryDays, refused: isRefused(rows) };
  const doers = [
    ...events.map(({ actorId }) => actorId),
    ...assessments.map(({ by }) => by),
    ...rows.map(({ by }) => by),
  ];
  const names = await nameDoers(db, associationId, doers);
  const open = (sealed: string, table: string, column: string, rowId: string) =>
    deps.seal.open(sealed, placeOf(table, column, associationId, rowId));
  const assesses = NEEDS.assessment.by.includes(actor);
  const judged = open(row.criteria_sealed, "case_file", "criteria", id) as JudgedCriteria | undefined;
  const followUps = rows.map((one) => ({
    ...toFollowUpLine(one, about),
    note: (open(one.note_sealed, "follow_up", "note", one.id) as string | undefined) ?? "",
    who: names.get(one.by) ?? "",
  }));
  const journeyView = toJourneyView(journey, state, { actor, at: now });
  const step = stepOf(journey, state);
  const isOver = areSettled(rows, about);
  const ways = outcomesOf(journey, state);
  const isFollowedUp = isAskedHere(journey, state, "follow-ups");

  return {
    id,
    openedAt: row.opened_at,
    step: state.step,
    ending: state.ending,
    since: state.since,
    seq: state.seq,
    place: row.place as CaseView["place"],
    isOverdue: state.step !== null && followUps.some((one) => one.state === "overdue"),
    person: open(row.person_sealed, "case_file", "person", id) as CasePerson,
    personVersion: personVersionOf(row),
    journeyView: {
      ...journeyView,
      // Time alone can settle the last of them; the move itself then proves it.
      outcomes: journeyView.outcomes.map((outcome) => ({
        ...outcome,
        missing: outcome.missing.filter(({ need }) => need !== "follow-ups" || !isOver),
      })),
    },
    asksPlace: rows.length > 0 ? [] : ways.filter(({ to }) => asksForFollowUps(journey, to)).map((way) => way.id),
    criteria: {
      list: rule.criteria.map(({ id, name, required }) => ({
        ...{ id, name, required },
        isMet: judged?.met.includes(id) ?? false,
      })),
      judgedAt: judged?.judgedAt ?? null,
      isMine: isAskedHere(journey, state, "criteria") && NEEDS.criteria.by.includes(actor),
    },
    reports: await listReports(db, { associationId, id, role, journey }),
    asksReport: step?.restricted
      ? { rule: step.restricted.report, name: step.restricted.name, isMine: NEEDS.report.by.includes(actor) }
      : null,
    recovery: {
      levels: rule.recovery,
      assessments: assessments.map((one) => ({
        assessedAt: one.assessed_at,
        level: one.level,
        who: names.get(one.by) ?? "",
        note: assesses ? ((open(one.note_sealed, "assessment", "note", one.id) as string | undefined) ?? "") : "",
      })),
      isAsked: isAskedHere(journey, state, "assessment"),
      isMine: assesses,
    },
    followUps,
    mayRecordFollowUps: isFollowedUp && NEEDS["follow-ups"].by.includes(actor),
    history: events.map(({ seq, at, actor, action, actorId, detailSealed }, index) => ({
      ...{ seq, at, actor, type: action.type },
      who: names.get(actorId) ?? "",
      what: action.type === "move" ? action.outcome : "need" in action ? action.need : "",
      ...(action.type === "move" ? nameOf(journey, events.slice(0, index), action.outcome) : {}),
      detail: (deps.seal.open(detailSealed, placeOfDetail(subject, seq)) as CaseDetail | undefined) ?? {},
    })),
    today,
    now,
  };
}

/** What the way is called that was taken after these events. */
function nameOf(journey: Journey, before: readonly KeptEvent[], outcome: string): { outcome?: BilingualText } {
  const taken = outcomesOf(journey, replay(journey, before)).find(({ id }) => id === outcome);
  return taken ? { outcome: taken.name } : {};
}

function asksForFollowUps(journey: Journey, stepId: string): boolean {
  const step = journey.steps.find(({ id }) => id === stepId);
  return step !== undefined && step.outcomes.some(({ needs }) => needs.includes("follow-ups"));
}

/** Two readers of the same data have the same one; the sealed text is new at every change. */
export function personVersionOf({ person_sealed }: Pick<CaseRow, "person_sealed">): string {
  return hash("sha256", person_sealed).slice(0, 16);
}

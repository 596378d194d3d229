import { replay } from "#policies/journey.ts";
import { todayIn } from "#policies/calendar.ts";
import type { Deps } from "#server/deps.ts";
import type { QueueLine } from "#server/committee/committee-view.ts";
import { committeeSteps, toDecisionTime } from "#server/committee/decision-time.ts";
import { journeyIn } from "#server/journeys/read-journey.ts";
import { movesOf } from "#server/journeys/moves-of.ts";
import { getPolicyVersion } from "#server/policy/get-policy-version.ts";
import { toChecklist, type DocumentRow } from "#server/requests/checklist.ts";
import { eventsOf } from "#server/requests/list-requests.ts";
import { readApplication } from "#server/requests/read-application.ts";
import { openPerson } from "#server/requests/read-request-view.ts";
import { requestedService, type RequestRow } from "#server/requests/request-subject.ts";
import { toEligibilityView } from "#server/requests/to-eligibility-view.ts";
import { groupBy } from "#server/store/group-by.ts";

/** More than a committee decides in one sitting; the rest follows as these are decided. */
const MOST = 200;

const DAY = 86_400_000;

export type QueueDeps = Pick<Deps, "store" | "seal" | "clock" | "forms">;

/** Requests that wait for the committee, those that have waited longest first (clause C15). */
export async function listQueue(deps: QueueDeps, associationId: string): Promise<QueueLine[]> {
  const db = deps.store.read;
  const versions = await db
    .selectFrom("request")
    .select(["policy_version", "journey"])
    .distinct()
    .where("association_id", "=", associationId)
    .where("ending", "is", null)
    .execute();
  const steps = new Set<string>();
  for (const { policy_version, journey } of versions) {
    const policy = await getPolicyVersion(deps.store, db, associationId, policy_version);
    for (const step of committeeSteps(journeyIn(policy, journey))) steps.add(step);
  }
  if (steps.size === 0) return [];
  const rows = await db
    .selectFrom("request")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("step", "in", [...steps])
    .orderBy("since")
    .orderBy("id")
    .limit(MOST)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const events = await eventsOf(deps, { associationId, ids });
  const documents = await db
    .selectFrom("document")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("subject", "=", "request")
    .where("subject_id", "in", ids)
    .execute();
  const documentsBy = groupBy(documents, ({ subject_id }) => subject_id);
  const lines = await Promise.all(
    rows.map((row) =>
      toQueueLine(deps, row, { events: events.get(row.id) ?? [], rows: documentsBy.get(row.id) ?? [] }),
    ),
  );
  const now = deps.clock();
  return lines.toSorted((a, b) => waitedDays(b, now) - waitedDays(a, now));
}

/** Days that a request has waited: by the clock of the decision, which a deferral does not set back, else at this step. */
function waitedDays({ decision, since }: QueueLine, now: number): number {
  return decision?.ranDays ?? Math.floor((now - since) / DAY);
}

async function toQueueLine(
  deps: QueueDeps,
  row: RequestRow,
  { events, rows }: { events: Parameters<typeof replay>[1]; rows: readonly DocumentRow[] },
): Promise<QueueLine> {
  const policy = await getPolicyVersion(deps.store, deps.store.read, row.association_id, row.policy_version);
  const journey = journeyIn(policy, row.journey);
  const now = deps.clock();
  const { request } = requestedService(policy, row.service);
  const { evaluate } = await readApplication(deps, row);
  const today = todayIn(policy.timeZone, now);
  const state = replay(journey, events);
  const { id, seq, service, kind, since } = row;
  return {
    id,
    seq,
    service,
    kind,
    way: row.way as QueueLine["way"],
    step: row.step ?? "",
    openedAt: row.opened_at,
    since,
    name: openPerson(deps, row).name,
    decision: toDecisionTime(journey, state, now),
    eligibility: toEligibilityView(request, evaluate).state,
    isComplete: toChecklist({ rules: request.documents, evaluate, rows, today }).isComplete,
    isObjection: state.reopened,
    deferrals: movesOf(journey, events).filter(({ from, step }) => from === row.step && step === row.step).length,
  };
}

import type { Milestone } from "#analytics/milestones.ts";
import { apply } from "#policies/journey.ts";
import type { Actor, Journey } from "#policies/journey-schema.ts";
import type { JourneyAction, JourneyState } from "#policies/journey-state.ts";
import { judge } from "#policies/judge-action.ts";
import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { journeyIn, readJourney, type KeptEvent, type SubjectName } from "#server/journeys/read-journey.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { refused } from "#server/journeys/refused.ts";
import { milestonesOf, toMilestone, type Count, type SubjectKeys } from "#server/journeys/to-milestones.ts";
import { getPolicyVersion } from "#server/policy/get-policy-version.ts";
import { placeOf } from "#server/store/seal.ts";
import { recordChanges, type Change, type WriteTransaction } from "#server/store/store.ts";

export type JourneyDeps = Pick<Deps, "store" | "seal" | "clock">;

/** Who acts: the part they have in the journey, and their account ("" for whom the association serves). */
export type Doer = { readonly actor: Actor; readonly id: string };

/** The table of a subject, with what every subject's row has. */
const TABLES = { request: "request", case: "case_file", partnership: "partner_request" } as const;

/** A journey while it is being worked on, inside one transaction. */
export type OpenJourney = {
  readonly tx: WriteTransaction;
  readonly policy: Policy;
  readonly journey: Journey;
  /** What had happened before; with what this transaction did it is not kept up. */
  readonly events: readonly KeptEvent[];
  readonly doer: Doer;
  readonly now: number;
  /** Where it stands now; moves on with every `act`. */
  readonly state: () => JourneyState;
  /** Does what the policy allows, and keeps it. Throws `unprocessable` saying what is missing and who can bring it. */
  readonly act: (action: JourneyAction, detail?: unknown) => Promise<JourneyState>;
  /** Counts something for analytics besides the steps and clocks that count by themselves. */
  readonly count: (what: Omit<Count, "countedAt"> & { countedAt?: number }) => void;
  /** Counts something of other keys: a complaint, a contact. */
  readonly countAs: (keys: SubjectKeys, what: Count) => void;
  /** Tells analytics of another row that was written. */
  readonly change: (change: Omit<Change, "association_id">) => void;
};

export type Subject = {
  readonly associationId: string;
  readonly subject: SubjectName;
  readonly id: string;
  readonly journey: string;
  readonly policyVersion: number;
  readonly keys: SubjectKeys;
};

/**
 * Works on a journey in one transaction: what `work` does is kept whole or not at all. `expectedSeq` is the number of the
 * last event that the doer has seen: if others acted since, `conflict` says what changed and nothing is done.
 */
export function inJourney<T>(
  deps: JourneyDeps,
  { subject, doer, expectedSeq }: { subject: Subject; doer: Doer; expectedSeq?: number | undefined },
  work: (open: OpenJourney) => Promise<T>,
): Promise<T> {
  return deps.store.write((tx) => withinJourney(tx, deps, { subject, doer, expectedSeq }, work));
}

/** `inJourney` inside a transaction that is open already, and whose last act this is. */
export async function withinJourney<T>(
  tx: WriteTransaction,
  deps: JourneyDeps,
  { subject, doer, expectedSeq }: { subject: Subject; doer: Doer; expectedSeq?: number | undefined },
  work: (open: OpenJourney) => Promise<T>,
): Promise<T> {
  const { associationId, id, keys } = subject;
  const table = TABLES[subject.subject];
  // On PostgreSQL two who act on the same subject wait for, not on, each other.
  if (deps.store.dialect === "postgres") {
    await tx
      .selectFrom(table)
      .select("id")
      .where("association_id", "=", associationId)
      .where("id", "=", id)
      .forUpdate()
      .execute();
  }
  const policy = await getPolicyVersion(deps.store, tx, associationId, subject.policyVersion);
  const journey = journeyIn(policy, subject.journey);
  const { state: found, events } = await readJourney(tx, journey, associationId, subject.subject, id);
  if (expectedSeq !== undefined && expectedSeq !== found.seq) throw changedMeanwhile(events, expectedSeq);

  // A clock that was put back never makes something happen before what led to it.
  const now = Math.max(deps.clock(), events.at(-1)?.at ?? 0);
  const milestones: Milestone[] = [];
  const changes: Change[] = [];
  let state = found;
  const result = await work({
    tx,
    policy,
    journey,
    events,
    doer,
    now,
    state: () => state,
    async act(action, detail) {
      const judged = judge(journey, state, { action, actor: doer.actor, at: now });
      if (!judged.ok) throw refused(journey, state, judged.refusal);
      const { event } = judged;
      const after = apply(journey, state, event);
      await tx
        .insertInto("journey_event")
        .values({
          association_id: associationId,
          subject: subject.subject,
          subject_id: id,
          seq: event.seq,
          at: now,
          actor: doer.actor,
          actor_id: doer.id,
          action: JSON.stringify(action),
          detail_sealed: deps.seal.seal(detail, placeOfDetail(subject, event.seq)),
        })
        .execute();
      if (subject.subject !== "partnership")
        milestones.push(...milestonesOf(journey, keys, { before: state, event, after }));
      state = after;
      return state;
    },
    count: (what) => milestones.push(toMilestone(keys, { countedAt: now, ...what })),
    countAs: (other, what) => milestones.push(toMilestone(other, what)),
    change: (change) => changes.push({ association_id: associationId, ...change }),
  });
  await tx
    .updateTable(table)
    .set({ step: state.step, ending: state.ending, since: state.since, seq: state.seq })
    .where("association_id", "=", associationId)
    .where("id", "=", id)
    .execute();
  changes.push(...(await recordMilestones(tx, associationId, milestones)));
  await recordChanges(tx, deps.store.dialect, changes);
  return result;
}

/** Where the detail of an event is sealed to. */
export function placeOfDetail(
  { associationId, subject, id }: Pick<Subject, "associationId" | "subject" | "id">,
  seq: number,
): string {
  return placeOf("journey_event", "detail", associationId, `${subject} ${id} ${seq}`);
}

function changedMeanwhile(events: readonly KeptEvent[], expectedSeq: number): AppError {
  const since = events
    .filter(({ seq }) => seq > expectedSeq)
    .map(({ seq, at, actor, action }) => ({ seq, at, actor, action }));
  return new AppError("conflict", "Somebody else has worked on this meanwhile. Nothing was overwritten.", {
    reason: "changed",
    seq: events.at(-1)?.seq ?? 0,
    since,
  });
}

import type { Kysely } from "kysely";
import { replay } from "#policies/journey.ts";
import type { Actor, Journey } from "#policies/journey-schema.ts";
import type { JourneyAction, JourneyEvent, JourneyState } from "#policies/journey-state.ts";
import { AppError } from "#server/errors.ts";
import type { Policy } from "#policies/schema.ts";
import type { Schema } from "#server/store/schema.ts";

export type SubjectName = "request" | "case" | "partnership";

/** One step of a history as people read it; the detail is sealed and opened by whoever may. */
export type KeptEvent = JourneyEvent & { readonly actorId: string; readonly detailSealed: string };

/** Everything that happened to a subject, in order. */
export async function listEvents(
  db: Kysely<Schema>,
  associationId: string,
  subject: SubjectName,
  subjectId: string,
): Promise<KeptEvent[]> {
  const rows = await db
    .selectFrom("journey_event")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("subject", "=", subject)
    .where("subject_id", "=", subjectId)
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actor: row.actor as Actor,
    action: JSON.parse(row.action) as JourneyAction,
    actorId: row.actor_id,
    detailSealed: row.detail_sealed,
  }));
}

/** Where a subject stands, by its events alone. */
export async function readJourney(
  db: Kysely<Schema>,
  journey: Journey,
  associationId: string,
  subject: SubjectName,
  subjectId: string,
): Promise<{ state: JourneyState; events: KeptEvent[] }> {
  const events = await listEvents(db, associationId, subject, subjectId);
  return { state: replay(journey, events), events };
}

/** A journey of a policy; throws `conflict` when the policy has none of that name. */
export function journeyIn(policy: Policy, id: string): Journey {
  const journey = policy.journeys.find((one) => one.id === id);
  if (!journey) throw new AppError("conflict", `The policy describes no journey "${id}".`, { journey: id });
  return journey;
}

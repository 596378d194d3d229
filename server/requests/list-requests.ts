import { z } from "zod";
import { replay } from "#policies/journey.ts";
import type { Actor } from "#policies/journey-schema.ts";
import type { JourneyAction, JourneyEvent } from "#policies/journey-state.ts";
import { Slug } from "#policies/text.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { isOverdue } from "#server/journeys/is-overdue.ts";
import { journeyIn } from "#server/journeys/read-journey.ts";
import { getPolicyVersion } from "#server/policy/get-policy-version.ts";
import { openPerson, toRequestLine } from "#server/requests/read-request-view.ts";
import type { RequestRow } from "#server/requests/request-subject.ts";
import type { RequestLine } from "#server/requests/request-view.ts";

export const RequestFilter = z.strictObject({
  association: z.string().optional(),
  state: z.enum(["open", "ended"]).default("open"),
  step: Slug.optional(),
  /** Any of several steps, separated by commas: what waits for one role. */
  steps: z
    .string()
    .max(1000)
    .regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/)
    .transform((ids) => ids.split(","))
    .optional(),
  service: Slug.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}\.[0-9a-f]{32}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type RequestFilter = Omit<z.infer<typeof RequestFilter>, "association">;

/**
 * One page of requests: open ones that have waited longest in their step first, ended ones the latest first. `next` is the
 * cursor of the page that follows, null on the last.
 */
export async function listRequests(
  deps: Pick<Deps, "store" | "seal" | "clock">,
  { associationId, state, step, steps, service, cursor, limit }: RequestFilter & { associationId: string },
): Promise<{ requests: RequestLine[]; next: string | null }> {
  const isOpen = state === "open";
  const order = isOpen ? "asc" : "desc";
  let query = deps.store.read
    .selectFrom("request")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("ending", isOpen ? "is" : "is not", null)
    .orderBy("since", order)
    .orderBy("id", order)
    .limit(limit + 1);
  if (step !== undefined) query = query.where("step", "=", step);
  if (steps !== undefined) query = query.where("step", "in", steps);
  if (service !== undefined) query = query.where("service", "=", service);
  if (cursor !== undefined) {
    const [since, id] = readCursor(cursor);
    const after = isOpen ? ">" : "<";
    query = query.where((eb) =>
      eb.or([eb("since", after, since), eb.and([eb("since", "=", since), eb("id", after, id)])]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    requests: await toRequestLines(deps, page),
    next: rows.length > limit && last ? `${last.since}.${last.id}` : null,
  };
}

/** Rows of one association as lines, with what their events and documents say. */
export async function toRequestLines(
  deps: Pick<Deps, "store" | "seal" | "clock">,
  rows: readonly RequestRow[],
): Promise<RequestLine[]> {
  const [first] = rows;
  if (!first) return [];
  const of = { associationId: first.association_id, ids: rows.map(({ id }) => id) };
  const waiting = await countWaiting(deps, of);
  const events = await eventsOf(deps, of);
  const now = deps.clock();
  return Promise.all(
    rows.map(async (row) => {
      const policy = await getPolicyVersion(deps.store, deps.store.read, row.association_id, row.policy_version);
      const state = replay(journeyIn(policy, row.journey), events.get(row.id) ?? []);
      const late = isOverdue(journeyIn(policy, row.journey), state, now);
      const line = toRequestLine(row, { name: openPerson(deps, row).name, isOverdue: late });
      return { ...line, waitingDocuments: waiting.get(row.id) ?? 0 };
    }),
  );
}

type Of = { readonly associationId: string; readonly ids: readonly string[] };

async function countWaiting({ store }: Pick<Deps, "store">, { associationId, ids }: Of): Promise<Map<string, number>> {
  const rows = await store.read
    .selectFrom("document")
    .select(["subject_id", (eb) => eb.fn.countAll<number | string>().as("n")])
    .where("association_id", "=", associationId)
    .where("subject", "=", "request")
    .where("subject_id", "in", ids)
    .where("state", "=", "waiting")
    .groupBy("subject_id")
    .execute();
  return new Map(rows.map(({ subject_id, n }) => [subject_id, Number(n)]));
}

/** Events of several requests, without what is sealed, by request. */
export async function eventsOf(
  { store }: Pick<Deps, "store">,
  { associationId, ids }: Of,
): Promise<Map<string, JourneyEvent[]>> {
  const rows = await store.read
    .selectFrom("journey_event")
    .select(["subject_id", "seq", "at", "actor", "action"])
    .where("association_id", "=", associationId)
    .where("subject", "=", "request")
    .where("subject_id", "in", ids)
    .orderBy("subject_id")
    .orderBy("seq")
    .execute();
  const events = new Map<string, JourneyEvent[]>();
  for (const { subject_id, seq, at, actor, action } of rows) {
    const event = { seq, at, actor: actor as Actor, action: JSON.parse(action) as JourneyAction };
    events.set(subject_id, [...(events.get(subject_id) ?? []), event]);
  }
  return events;
}

function readCursor(cursor: string): [number, string] {
  const [since, id] = cursor.split(".");
  if (since === undefined || id === undefined) throw new AppError("invalid", "cursor: no such page.");
  return [Number(since), id];
}

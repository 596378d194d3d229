import { todayIn } from "#policies/calendar.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import type { Deps } from "#server/deps.ts";
import { placeOf } from "#server/store/seal.ts";

/** A beneficiary's data that must be looked at again, or was. */
export type ReviewLine = {
  readonly id: string;
  readonly requestId: string;
  readonly service: string;
  readonly kind: string;
  /** Name of the person, opened for this reader. */
  readonly name: string;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly doneAt: number | null;
  readonly outcome: "" | "continues" | "ended";
};

/** Where a page ends: the due date and the id of its last line. */
export type ReviewCursor = readonly [string, string];

/** Reviews of an association (clause T10): `due` the longest waiting first, `done` by latest due date. */
export async function listReviews(
  deps: Pick<Deps, "store" | "seal" | "clock" | "policies">,
  associationId: string,
  { state, limit, cursor }: { state: "due" | "done"; limit: number; cursor?: ReviewCursor | undefined },
): Promise<{ reviews: ReviewLine[]; next: string | null; overdue: number }> {
  const policy = getPolicy(deps, associationId);
  const today = todayIn(policy.timeZone, deps.clock());
  const isDue = state === "due";
  const order = isDue ? ("asc" as const) : ("desc" as const);
  let query = deps.store.read
    .selectFrom("review as v")
    .innerJoin("request as r", (join) =>
      join.onRef("r.association_id", "=", "v.association_id").onRef("r.id", "=", "v.request_id"),
    )
    .select(["v.id", "v.request_id", "v.due_on", "v.done_at", "v.outcome", "r.service", "r.kind", "r.person_sealed"])
    .where("v.association_id", "=", associationId)
    .where("v.done_at", isDue ? "is" : "is not", null)
    .orderBy("v.due_on", order)
    .orderBy("v.id", order)
    .limit(limit + 1);
  if (cursor) {
    const [on, id] = cursor;
    const past = isDue ? (">" as const) : ("<" as const);
    query = query.where((eb) =>
      eb.or([eb("v.due_on", past, on), eb.and([eb("v.due_on", "=", on), eb("v.id", past, id)])]),
    );
  }
  const [rows, { overdue }] = await Promise.all([
    query.execute(),
    deps.store.read
      .selectFrom("review")
      .select(({ fn }) => fn.countAll<number>().as("overdue"))
      .where("association_id", "=", associationId)
      .where("done_at", "is", null)
      .where("due_on", "<", today)
      .executeTakeFirstOrThrow(),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    reviews: page.map((row) => ({
      id: row.id,
      requestId: row.request_id,
      service: row.service,
      kind: row.kind,
      name: nameOf(deps, associationId, row),
      dueOn: row.due_on,
      isOverdue: row.done_at === null && row.due_on < today,
      doneAt: row.done_at,
      outcome: row.outcome as ReviewLine["outcome"],
    })),
    next: rows.length > limit && last ? `${last.due_on}.${last.id}` : null,
    overdue,
  };
}

function nameOf(
  { seal }: Pick<Deps, "seal">,
  associationId: string,
  row: { request_id: string; person_sealed: string },
): string {
  const person = seal.open(row.person_sealed, placeOf("request", "person", associationId, row.request_id));
  return (person as { name?: string } | undefined)?.name ?? "";
}

/** The cursor that `next` gave. */
export function readReviewCursor(text: string): ReviewCursor {
  const [on = "", id = ""] = text.split(".");
  return [on, id];
}

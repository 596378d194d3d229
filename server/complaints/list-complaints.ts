import { toComplaintLine, type ComplaintLine } from "#server/complaints/complaint-line.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import type { Deps } from "#server/deps.ts";

/** Where a page ends: the due date or the instant of closing, and the id of its last line. */
export type ComplaintCursor = readonly [string, string];

/** Complaints and objections: `open` by due date, the most urgent first; `closed` latest first. */
export async function listComplaints(
  deps: Pick<Deps, "store" | "clock" | "policies">,
  associationId: string,
  { state, limit, cursor }: { state: "open" | "closed"; limit: number; cursor?: ComplaintCursor | undefined },
): Promise<{ complaints: ComplaintLine[]; next: string | null }> {
  const policy = getPolicy(deps, associationId);
  const isOpen = state === "open";
  const by = isOpen ? ("due_on" as const) : ("closed_at" as const);
  const order = isOpen ? ("asc" as const) : ("desc" as const);
  let query = deps.store.read
    .selectFrom("complaint")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("closed_at", isOpen ? "is" : "is not", null)
    .orderBy(by, order)
    .orderBy("id", order)
    .limit(limit + 1);
  if (cursor) {
    const [text, id] = cursor;
    const at = isOpen ? text : Number(text);
    const past = isOpen ? (">" as const) : ("<" as const);
    query = query.where((eb) => eb.or([eb(by, past, at), eb.and([eb(by, "=", at), eb("id", past, id)])]));
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    complaints: page.map((row) => toComplaintLine(policy, row, deps.clock())),
    next: rows.length > limit && last ? `${last[by] ?? ""}.${last.id}` : null,
  };
}

/** The cursor that `next` gave. */
export function readComplaintCursor(text: string): ComplaintCursor {
  const [at = "", id = ""] = text.split(".");
  return [at, id];
}

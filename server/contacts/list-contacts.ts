import type { Deps } from "#server/deps.ts";
import { toContactLine, type ContactLine } from "#server/contacts/contact-line.ts";
import type { Caller } from "#server/http/caller.ts";

/** Contacts of an association: `open` oldest first, since they wait; `closed` newest first. */
export async function listContacts(
  deps: Pick<Deps, "store" | "seal" | "clock">,
  caller: Pick<Caller, "associationId" | "id">,
  { state, limit, cursor }: { state: "open" | "closed"; limit: number; cursor?: Cursor | undefined },
): Promise<{ contacts: ContactLine[]; next: string | null }> {
  const isOpen = state === "open";
  const order = isOpen ? ("asc" as const) : ("desc" as const);
  let query = deps.store.read
    .selectFrom("contact")
    .selectAll()
    .where("association_id", "=", caller.associationId)
    .where("closed_at", isOpen ? "is" : "is not", null)
    .orderBy("received_at", order)
    .orderBy("id", order)
    .limit(limit + 1);
  if (cursor) {
    const [at, id] = cursor;
    const past = isOpen ? (">" as const) : ("<" as const);
    query = query.where((eb) =>
      eb.or([eb("received_at", past, at), eb.and([eb("received_at", "=", at), eb("id", past, id)])]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    contacts: page.map((row) => toContactLine(deps, row, caller.id)),
    next: rows.length > limit && last ? `${last.received_at}.${last.id}` : null,
  };
}

/** Where a page ends: the instant and the id of its last line. */
export type Cursor = readonly [number, string];

/** The cursor that `next` gave. */
export function readCursor(text: string): Cursor {
  const [at = "", id = ""] = text.split(".");
  return [Number(at), id];
}

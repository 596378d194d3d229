import { recordAudit } from "#server/audit/record-audit.ts";
import { openNote, toContactLine, type ContactLine } from "#server/contacts/contact-line.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";

/** A contact with its note opened; who read it is kept before it is shown. */
export async function readContact(
  deps: Pick<Deps, "store" | "seal" | "clock">,
  caller: Caller,
  id: string,
): Promise<ContactLine & { note: string }> {
  const row = await deps.store.read
    .selectFrom("contact")
    .selectAll()
    .where("association_id", "=", caller.associationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw new AppError("notFound", "There is no such contact.");
  await deps.store.write((tx) => recordAudit(tx, deps, caller, { act: "read", entity: "contact", entityId: id }));
  return { ...toContactLine(deps, row, caller.id), note: openNote(deps, row).note ?? "" };
}

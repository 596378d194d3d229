import { z } from "zod";
import { Slug } from "#policies/text.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { currentReadings } from "#server/readings/current-readings.ts";
import { STAFF_ROLES } from "#server/readings/list-staff.ts";
import { recountReadings } from "#server/readings/recount-readings.ts";
import { recordChanges } from "#server/store/store.ts";

/** `version` is the one that the person saw. */
export const NewAcknowledgement = z.strictObject({ reading: Slug, version: z.int().min(1) });
export type NewAcknowledgement = z.infer<typeof NewAcknowledgement>;

/**
 * Keeps that a member of staff has read a text; a second time changes nothing. Throws `unprocessable` for whoever does not
 * read it, and `conflict` when a newer version came meanwhile: nobody confirms what they have not seen.
 */
export async function acknowledge(
  { store, clock }: Pick<Deps, "store" | "clock">,
  { type, id, role, associationId }: Pick<Caller, "type" | "id" | "role" | "associationId">,
  { reading, version }: NewAcknowledgement,
): Promise<void> {
  if (type !== "person" || !STAFF_ROLES.includes(role)) {
    throw new AppError("unprocessable", "Only people who work here confirm that they have read this.", {
      path: "reading",
    });
  }
  await store.write(async (tx) => {
    const current = await currentReadings(store, tx, associationId);
    const found = current?.readings.find((one) => one.id === reading);
    if (!found) throw new AppError("unprocessable", `There is no text "${reading}" to read.`, { path: "reading" });
    if (found.version !== version) {
      throw new AppError("conflict", "There is another version now. Read that one first.", { version: found.version });
    }
    await tx
      .insertInto("acknowledgement")
      .values({ association_id: associationId, user_id: id, reading, version, at: clock() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await recordChanges(tx, store.dialect, await recountReadings(tx, { store }, associationId));
  });
}

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Delivery } from "#server/deliveries/check-delivery.ts";
import type { Schema } from "#server/store/schema.ts";
import { MAX_ROWS } from "#server/store/store.ts";

/** A delivery as the store has it, with its invitation, when one was issued and not revoked. */
export type RecordedDelivery = { readonly delivery: Delivery; readonly invitationId: string | undefined };

/** What is already recorded under these references of an association, by reference; whatever their number. */
export async function findRecorded(
  db: Kysely<Schema>,
  associationId: string,
  references: readonly string[],
): Promise<Map<string, RecordedDelivery>> {
  const found = new Map<string, RecordedDelivery>();
  for (let start = 0; start < references.length; start += MAX_ROWS) {
    if (start > 0) await nextTurn();
    const rows = await db
      .selectFrom("delivery as d")
      .leftJoin("invitation as i", (join) =>
        join
          .onRef("i.association_id", "=", "d.association_id")
          .onRef("i.delivery_id", "=", "d.id")
          .on("i.revoked_at", "is", null),
      )
      .select([
        "d.reference",
        "d.service",
        "d.channel",
        "d.branch",
        "d.kind",
        "d.language",
        "d.delivered_on",
        "d.place",
        "i.id",
      ])
      .where("d.association_id", "=", associationId)
      .where("d.reference", "in", references.slice(start, start + MAX_ROWS))
      .execute();
    for (const { id, delivered_on, place, ...row } of rows) {
      const delivery = { ...row, place: place as Delivery["place"], deliveredOn: delivered_on };
      found.set(row.reference, { delivery, invitationId: id ?? undefined });
    }
  }
  return found;
}

/** Fields in which a delivery told again is not what was recorded; what was recorded stands. */
export function differingFields(recorded: Delivery, told: Delivery): (keyof Delivery)[] {
  return (Object.keys(recorded) as (keyof Delivery)[]).filter((field) => recorded[field] !== told[field]);
}

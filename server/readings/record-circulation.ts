import { z } from "zod";
import { todayIn } from "#policies/calendar.ts";
import { Slug } from "#policies/text.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { currentReadings } from "#server/readings/current-readings.ts";
import { recountReadings } from "#server/readings/recount-readings.ts";
import { recordChanges } from "#server/store/store.ts";

export const NewCirculation = z.strictObject({ unit: Slug, version: z.int().min(1), givenOn: z.iso.date() });
export type NewCirculation = z.infer<typeof NewCirculation>;

/**
 * Keeps that a unit was given a copy of the current policy (clause T19); given again, the later word holds. Throws
 * `unprocessable` for unknown units and days to come, `conflict` for a version that is not the current one.
 */
export async function recordCirculation(
  { store, clock }: Pick<Deps, "store" | "clock">,
  { associationId, id }: Pick<Caller, "associationId" | "id">,
  { unit, version, givenOn }: NewCirculation,
): Promise<void> {
  await store.write(async (tx) => {
    const current = await currentReadings(store, tx, associationId);
    if (!current?.policy.units.some((one) => one.id === unit)) {
      throw new AppError("unprocessable", `The policy names no unit "${unit}".`, { path: "unit" });
    }
    if (current.version !== version) {
      throw new AppError("conflict", "There is another version of the policy now.", { version: current.version });
    }
    if (givenOn > todayIn(current.policy.timeZone, clock())) {
      throw new AppError("unprocessable", "The day is still to come.", { path: "givenOn" });
    }
    await tx
      .insertInto("circulation")
      .values({ association_id: associationId, unit, version, given_on: givenOn, by: id })
      .onConflict((conflict) =>
        conflict.columns(["association_id", "unit", "version"]).doUpdateSet({ given_on: givenOn, by: id }),
      )
      .execute();
    await recordChanges(tx, store.dialect, await recountReadings(tx, { store }, associationId));
  });
}

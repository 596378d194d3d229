import { AppError } from "#server/errors.ts";
import { forgetServicePoints } from "#server/respond/find-source.ts";
import type { Store } from "#server/store/store.ts";

/** Ends a code for good; closing again changes nothing. Throws `notFound` also for those of others. */
export async function closeServicePoint(store: Store, associationId: string, id: string, now: number): Promise<void> {
  await store.write(async (tx) => {
    const own = tx
      .updateTable("service_point")
      .set((eb) => ({ closed_at: eb.fn.coalesce("closed_at", eb.val(now)) }))
      .where("association_id", "=", associationId)
      .where("id", "=", id);
    const [result] = await own.execute();
    if (Number(result?.numUpdatedRows ?? 0) === 0) throw new AppError("notFound", "There is nothing here.");
  });
  forgetServicePoints(store.read);
}

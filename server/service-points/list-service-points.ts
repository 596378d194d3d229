import { toServicePoint, type ServicePoint } from "#server/service-points/service-point.ts";
import type { Store } from "#server/store/store.ts";

/** All service points of an association, the newest first, closed ones included. */
export async function listServicePoints(
  { store, publicUrl }: { store: Store; publicUrl: string },
  associationId: string,
): Promise<ServicePoint[]> {
  const rows = await store.read
    .selectFrom("service_point")
    .selectAll()
    .where("association_id", "=", associationId)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map((row) => toServicePoint(row, publicUrl));
}

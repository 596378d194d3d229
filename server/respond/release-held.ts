import type { Policy, Service } from "#policies/schema.ts";
import { RESPONSE_COLUMNS } from "#server/respond/commit-submissions.ts";
import { insertRows } from "#server/store/insert-rows.ts";
import { recordChanges, type Store } from "#server/store/store.ts";

/** Answers about a sealed service wait until so many are there; undefined where nothing waits. */
export function heldUntil(policy: Policy | undefined, serviceId: string): number | undefined {
  const service = policy?.services.find(({ id }) => id === serviceId);
  // What no policy knows is treated as sealed: it must not become visible by mistake.
  if (service === undefined) return policy?.sensitivity === "general" ? undefined : (policy?.k ?? 10);
  return service.sensitivity === "sealed" ? service.k : undefined;
}

/**
 * Moves the answers that wait among the others once there are `k` of them, and tells analytics, in an order that says
 * nothing of when each came: neither what is stored nor a dashboard that is watched tells one from the others of its batch
 * (METHODS 2.12, 5.3). Returns how many were released.
 */
export function releaseHeld(
  store: Store,
  { associationId, service, k }: { associationId: string; service: string; k: number },
): Promise<number> {
  return store.write(async (tx) => {
    const { waiting } = await tx
      .selectFrom("held_response")
      .select((eb) => eb.fn.countAll<number>().as("waiting"))
      .where("association_id", "=", associationId)
      .where("service", "=", service)
      .executeTakeFirstOrThrow();
    if (waiting < k) return 0;
    // What a transaction takes away is its own: two that release at once do not tell of an answer twice.
    const taken = await tx
      .deleteFrom("held_response")
      .where("association_id", "=", associationId)
      .where("service", "=", service)
      .returningAll()
      .execute();
    const rows = taken.sort((a, b) => (a.id < b.id ? -1 : 1));
    await insertRows(tx, store.dialect, "response", RESPONSE_COLUMNS, rows);
    await recordChanges(
      tx,
      store.dialect,
      rows.map(({ id }) => ({ association_id: associationId, entity: "response", event: "given", entity_id: id })),
    );
    return rows.length;
  });
}

/** Releases what became enough while nobody looked, as after a crash between an answer and its release. */
export async function releaseAllHeld(store: Store, policies: ReadonlyMap<string, Policy>): Promise<void> {
  for (const policy of policies.values()) {
    for (const service of policy.services.filter(isSealed)) {
      await releaseHeld(store, { associationId: policy.id, service: service.id, k: service.k });
    }
  }
}

const isSealed = ({ sensitivity }: Service) => sensitivity === "sealed";

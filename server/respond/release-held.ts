import type { Policy, Service } from "#policies/schema.ts";
import { recordChanges, type Store } from "#server/store/store.ts";

/** Answers about a sealed service wait until so many are there; undefined where nothing waits. */
export function heldUntil(policy: Policy | undefined, serviceId: string): number | undefined {
  const service = policy?.services.find(({ id }) => id === serviceId);
  // What no policy knows is treated as sealed: it must not become visible by mistake.
  if (service === undefined) return policy?.sensitivity === "general" ? undefined : (policy?.k ?? 10);
  return service.sensitivity === "sealed" ? service.k : undefined;
}

/**
 * Tells analytics of the answers that wait, once there are `k` of them, in an order that says nothing of when each came:
 * neither what is stored nor a dashboard that is watched tells one answer from the others of its batch (METHODS 2.12, 5.3).
 */
export function releaseHeld(
  store: Store,
  { associationId, service, k }: { associationId: string; service: string; k: number },
): Promise<number> {
  return store.write(async (tx) => {
    const held = await tx
      .selectFrom("response")
      .select("id")
      .where("association_id", "=", associationId)
      .where("service", "=", service)
      .where("released", "=", 0)
      .execute();
    if (held.length < k) return 0;
    const released = await tx
      .updateTable("response")
      .set({ released: 1 })
      .where("association_id", "=", associationId)
      .where("service", "=", service)
      .where("released", "=", 0)
      .returning("id")
      .execute();
    const ids = released.map(({ id }) => id).sort();
    await recordChanges(
      tx,
      store.dialect,
      ids.map((id) => ({ association_id: associationId, entity: "response", event: "given", entity_id: id })),
    );
    return ids.length;
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

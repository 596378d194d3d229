import { createHash } from "node:crypto";
import type { Analytics } from "#analytics/analytics.ts";
import { readInstallation } from "#server/store/installation.ts";
import type { Change, Store } from "#server/store/store.ts";

/**
 * True when analytics holds numbers of this very store: of its installation, and the last change it took is there, the
 * same. It is not when the file of another installation lies beside it, nor when an older copy of the store came back,
 * even when other changes have since been given the same numbers.
 */
export async function isFedFrom(analytics: Analytics, store: Store): Promise<boolean> {
  const { installation, lastChange } = await analytics.origin();
  if (installation !== (await readInstallation(store))) return false;
  const watermark = await analytics.watermark();
  if (watermark === 0) return true;
  const change = await store.read.selectFrom("change").selectAll().where("seq", "=", watermark).executeTakeFirst();
  return change !== undefined && fingerprint(change) === lastChange;
}

/** What tells a change from any other; nothing can be read from it. */
export function fingerprint({ association_id, entity, event, entity_id }: Change): string {
  return createHash("sha256")
    .update(JSON.stringify([association_id, entity, event, entity_id]))
    .digest("hex");
}

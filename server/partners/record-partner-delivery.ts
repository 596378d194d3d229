import { randomUUID } from "node:crypto";
import { z } from "zod";
import { todayIn } from "#policies/calendar.ts";
import { createDeliveryCheck } from "#server/deliveries/check-delivery.ts";
import { createDeliveryWriter } from "#server/deliveries/write-deliveries.ts";
import { AppError } from "#server/errors.ts";
import { inPartnership, requireAt, type Doing, type PartnerDeps } from "#server/partners/in-partnership.ts";
import { getPartnerRequest } from "#server/partners/partner.ts";
import { getPartnership } from "#server/partners/partnership-rule.ts";
import { line } from "#server/partners/plain-texts.ts";

export const PartnerDelivery = z.strictObject({
  deliveredOn: z.iso.date(),
  what: line(200),
  /** People of the partner who were there. */
  reached: z.int().min(0).max(1_000_000),
});

/** Records what a partner received; it counts as a delivery of the service and asks for an evaluation like any other (clauses C17, T17). */
export async function recordPartnerDelivery(
  deps: PartnerDeps,
  { delivery: given, ...doing }: Doing & { delivery: z.infer<typeof PartnerDelivery> },
): Promise<{ id: string }> {
  const { policy } = getPartnership(deps, doing.scope.associationId);
  const row = await getPartnerRequest(deps.store.read, doing.scope, doing.id);
  const now = deps.clock();
  const id = randomUUID();
  const checked = createDeliveryCheck(
    policy,
    todayIn(policy.timeZone, now),
  )({
    reference: `P-${id.slice(0, 13)}`,
    service: row.service,
    deliveredOn: given.deliveredOn,
  });
  if (!checked.ok) {
    throw new AppError("unprocessable", "The delivery was not recorded.", { problems: checked.problems });
  }
  const { delivery } = checked;
  const write = await createDeliveryWriter(deps, policy, now, [delivery]);
  await inPartnership(deps, doing, async (open) => {
    requireAt(open, "impact-reports");
    const fresh = (await write(open.tx, [delivery], 0)).get(delivery.reference);
    if (!fresh) throw new Error("a new reference is always written");
    const { deliveryId, invitationId } = fresh;
    open.change({ entity: "delivery", event: "recorded", entity_id: deliveryId });
    if (invitationId) open.change({ entity: "invitation", event: "issued", entity_id: invitationId });
    await open.tx
      .insertInto("partner_delivery")
      .values({
        association_id: row.association_id,
        id,
        partner_request_id: row.id,
        delivered_on: given.deliveredOn,
        what: given.what,
        reached: given.reached,
        delivery_id: deliveryId,
        recorded_at: now,
        recorded_by: doing.doer.id,
      })
      .execute();
  });
  return { id };
}

import { randomUUID } from "node:crypto";
import { z } from "zod";
import { todayIn } from "#policies/calendar.ts";
import { caseText } from "#server/cases/case-text.ts";
import { getCaseRule } from "#server/cases/find-case.ts";
import { createDeliveryWriter, type DeliveryDeps } from "#server/deliveries/write-deliveries.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { recordChanges } from "#server/store/store.ts";

export const NewProgramme = z.strictObject({
  title: caseText(120).refine((title) => title.length > 0, "1 to 120 characters"),
  heldOn: z.iso.date(),
});

/**
 * Records a programme of the stay (clause I8) as one delivery of the association's service. It names no case, and nobody is
 * invited to evaluate it: that is done at an open code.
 */
export async function recordProgramme(
  deps: DeliveryDeps,
  caller: Pick<Caller, "associationId" | "id">,
  { title, heldOn }: z.infer<typeof NewProgramme>,
): Promise<void> {
  const { associationId } = caller;
  const { policy, service } = getProgrammeService(deps, associationId);
  const now = deps.clock();
  if (heldOn > todayIn(policy.timeZone, now)) {
    throw new AppError("unprocessable", "The programme has not been held yet.", { reason: "future", path: "heldOn" });
  }
  const id = randomUUID();
  const about = { service, channel: "", branch: "", kind: "", language: "" };
  const delivery = { reference: `programme ${id}`, ...about, place: "" as const, deliveredOn: heldOn };
  const write = await createDeliveryWriter(deps, policy, now, [delivery]);
  await deps.store.write(async (tx) => {
    await tx
      .insertInto("programme")
      .values({ association_id: associationId, id, title, held_on: heldOn, service, recorded_by: caller.id })
      .execute();
    const fresh = (await write(tx, [delivery], 0)).get(delivery.reference);
    if (!fresh || fresh.invitationId !== undefined) throw new Error("a programme invites nobody by name");
    await recordChanges(tx, deps.store.dialect, [
      { association_id: associationId, entity: "delivery", event: "recorded", entity_id: fresh.deliveryId },
    ]);
  });
}

/** The service under which programmes are delivered; it must be evaluated by open codes alone. Throws `notFound`. */
export function getProgrammeService(deps: Pick<DeliveryDeps, "policies">, associationId: string) {
  const { policy, rule } = getCaseRule(deps, associationId);
  const service = policy.services.find(({ id, invitation }) => id === rule.programmes && invitation.ask === "group");
  if (!service) throw new AppError("notFound", "There is nothing here.");
  return { policy, service: service.id };
}

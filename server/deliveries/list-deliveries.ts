import type { Delivery } from "#server/deliveries/check-delivery.ts";
import { getPolicy, toInvitationResult } from "#server/deliveries/record-deliveries.ts";
import type { Deps } from "#server/deps.ts";
import type { NotAsked } from "#server/invitations/plan-invitation.ts";

/** A delivery as an officer sees it: whether somebody was asked, never whether or how anybody answered. */
export type ListedDelivery = {
  readonly reference: string;
  readonly service: string;
  readonly channel: string;
  readonly branch: string;
  readonly kind: string;
  readonly deliveredOn: string;
  readonly invitation:
    | { readonly state: "issued"; readonly link: string; readonly qr: string }
    | { readonly state: "notAsked"; readonly reason: NotAsked };
};

/** One page of deliveries, newest recorded first; `next` is the cursor of the page that follows, null on the last. */
export async function listDeliveries(
  deps: Pick<Deps, "settings" | "policies" | "store">,
  {
    associationId,
    limit,
    cursor,
    reference,
  }: { associationId: string; limit: number; cursor?: string | undefined; reference?: string | undefined },
): Promise<{ deliveries: ListedDelivery[]; next: string | null }> {
  const policy = getPolicy(deps, associationId);
  let query = deps.store.read
    .selectFrom("delivery as d")
    .leftJoin("invitation as i", (join) =>
      join
        .onRef("i.association_id", "=", "d.association_id")
        .onRef("i.delivery_id", "=", "d.id")
        .on("i.revoked_at", "is", null),
    )
    .select([
      "d.id",
      "d.reference",
      "d.service",
      "d.channel",
      "d.branch",
      "d.kind",
      "d.language",
      "d.delivered_on",
      "d.place",
    ])
    .select("i.id as invitation_id")
    .where("d.association_id", "=", associationId)
    .orderBy("d.id", "desc")
    .limit(limit + 1);
  if (cursor !== undefined) query = query.where("d.id", "<", cursor);
  if (reference !== undefined) query = query.where("d.reference", "=", reference);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  return {
    deliveries: page.map((row) => {
      const { reference, service, channel, branch, kind, language, place, delivered_on: deliveredOn } = row;
      const delivery: Delivery = {
        reference,
        service,
        channel,
        branch,
        kind,
        language,
        place: place as Delivery["place"],
        deliveredOn,
      };
      const { link, notAsked } = toInvitationResult(deps, policy, {
        delivery,
        invitationId: row.invitation_id ?? undefined,
      });
      const invitation =
        link === undefined
          ? { state: "notAsked" as const, reason: notAsked ?? "none" }
          : { state: "issued" as const, link, qr: qrAddress(deps, associationId, reference) };
      return { reference, service, channel, branch, kind, deliveredOn, invitation };
    }),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function qrAddress(deps: Pick<Deps, "settings">, associationId: string, reference: string): string {
  const query = new URLSearchParams({ association: associationId });
  return `${deps.settings.publicUrl}/api/v1/deliveries/${encodeURIComponent(reference)}/qr.svg?${query.toString()}`;
}

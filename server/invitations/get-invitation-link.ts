import type { Deps } from "#server/deps.ts";
import type { Settings } from "#server/env.ts";
import { AppError } from "#server/errors.ts";
import { toInvitationToken } from "#server/invitations/token.ts";

/** The address that a person opens to rate; the same for the same invitation, for ever. */
export function toInvitationLink(
  settings: Pick<Settings, "publicUrl" | "secret">,
  associationId: string,
  invitationId: string,
): string {
  return `${settings.publicUrl}/e/${toInvitationToken(settings.secret, associationId, invitationId)}`;
}

/**
 * The personal link of a delivery, by the association's own reference, whether or not it was used: who answered is
 * nobody's business. Throws `notFound` when there is no such delivery, or nobody was invited, or the link was revoked.
 */
export async function getInvitationLink(
  deps: Pick<Deps, "settings" | "store">,
  associationId: string,
  reference: string,
): Promise<{ link: string; service: string; language: string }> {
  const row = await deps.store.read
    .selectFrom("delivery as d")
    .innerJoin("invitation as i", (join) =>
      join.onRef("i.association_id", "=", "d.association_id").onRef("i.delivery_id", "=", "d.id"),
    )
    .select(["i.id", "d.service", "d.language"])
    .where("d.association_id", "=", associationId)
    .where("d.reference", "=", reference)
    .where("i.revoked_at", "is", null)
    .executeTakeFirst();
  if (!row) throw new AppError("notFound", "No link was issued for this reference.", { reference });
  const { id, service, language } = row;
  return { link: toInvitationLink(deps.settings, associationId, id), service, language };
}

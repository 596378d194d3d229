import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { Slug } from "#policies/text.ts";
import { createPerson } from "#server/accounts/create-person.ts";
import type { Deps } from "#server/deps.ts";
import { assertKnown } from "#server/journeys/known-id.ts";
import { getPartner } from "#server/partners/partner.ts";
import { getPartnership } from "#server/partners/partnership-rule.ts";
import { line } from "#server/partners/plain-texts.ts";

export const NewPartner = z.strictObject({ name: line(150), region: Slug, field: line(150) });

/** Records a partner association. Throws `unprocessable` for a region that the policy does not name. */
export async function recordPartner(
  deps: Pick<Deps, "store" | "policies" | "clock">,
  associationId: string,
  partner: z.infer<typeof NewPartner>,
): Promise<{ id: string }> {
  const { rule } = getPartnership(deps, associationId);
  assertKnown("region", partner.region, rule.regions);
  const id = randomUUID();
  await deps.store.write((tx) =>
    tx
      .insertInto("partner")
      .values({ association_id: associationId, id, ...partner, created_at: deps.clock() })
      .execute(),
  );
  return { id };
}

export const NewPartnerPerson = z.strictObject({ name: line(100), email: z.email().max(200) });

/**
 * Gives a person of a partner an account that sees this partner and nothing else. The first password is made here, told
 * once, kept nowhere, and changed at the first sign-in. Throws `conflict` when the address has an account already.
 */
export async function invitePartnerPerson(
  deps: Pick<Deps, "auth" | "store" | "clock">,
  {
    associationId,
    partnerId,
    ...person
  }: z.infer<typeof NewPartnerPerson> & { associationId: string; partnerId: string },
): Promise<{ email: string; password: string }> {
  await getPartner(deps.store.read, associationId, partnerId);
  const password = randomBytes(12).toString("base64url");
  await createPerson(deps, {
    ...{ ...person, password, passwordIs: "handedOver", associationId, role: "partner", partnerId },
  });
  return { email: person.email.trim().toLowerCase(), password };
}

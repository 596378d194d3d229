import { addAccount } from "#server/demo/way/people-accounts.ts";
import { OTHER_PARTNERS } from "#server/demo/way/partners-words.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import { createRandom } from "#server/demo/random.ts";
import type { Doer } from "#server/journeys/in-journey.ts";
import { recordPartner } from "#server/partners/record-partner.ts";

/** A partner, and who acts for it. */
export type ActingPartner = { readonly id: string; readonly doer: Doer };

/** All partners of the stories: the two whose people sign in, and those that are recorded here with a person each. */
export async function findPartners(stage: Stage): Promise<ReadonlyMap<string, ActingPartner>> {
  const { way, policy, timeline, seed } = stage;
  const random = createRandom(seed, "way tuwaiq partners");
  const partners = new Map<string, ActingPartner>();
  const known = await way.tx
    .selectFrom("membership")
    .innerJoin("partner", "partner.id", "membership.partner_id")
    .select(["partner.id", "partner.region", "membership.user_id"])
    .where("membership.association_id", "=", policy.id)
    .where("membership.role", "=", "partner")
    .execute();
  for (const { id, region, user_id } of known) partners.set(region, { id, doer: { actor: "partner", id: user_id } });
  way.at(timeline.startsAt);
  for (const [index, { key, person, ...partner }] of OTHER_PARTNERS.entries()) {
    const { id } = await recordPartner(way.deps, policy.id, partner);
    const email = `partner${known.length + index + 1}@${policy.id}.example`;
    const account = { associationId: policy.id, role: "partner", name: person, email, partnerId: id } as const;
    const userId = await addAccount(way, random, { ...account, at: timeline.startsAt });
    partners.set(key, { id, doer: { actor: "partner", id: userId } });
  }
  return partners;
}

import { deedsOf } from "#server/demo/way/partners-deeds.ts";
import { findPartners } from "#server/demo/way/partners-found.ts";
import { PARTNER_STORIES, SECOND_WEIGHTS } from "#server/demo/way/partners-stories.ts";
import type { PartnerDeed } from "#server/demo/way/partners-walk.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import { createRandom } from "#server/demo/random.ts";
import { dateAt, DAY, HOUR } from "#server/demo/timeline.ts";
import { decideWeights } from "#server/partners/priority-weights.ts";

/** Two years of partner associations at Tuwaiq: whatever happens, happens in the order of its days. */
export async function walkPartners(stage: Stage): Promise<void> {
  const { way, policy, timeline, seed } = stage;
  const partners = await findPartners(stage);
  const deeds = PARTNER_STORIES.flatMap((story, index) => {
    const partner = partners.get(story.partner);
    if (!partner) throw new Error(`${policy.id}: the demonstration has no partner "${story.partner}"`);
    return deedsOf(stage, createRandom(seed, `way ${policy.id} partnership ${index}`), partner, story);
  });
  const hours = createRandom(seed, `way ${policy.id} hours`);
  const timed = [...deeds, decideSecondWeights(stage)].map(({ daysAgo, run }) => {
    const noon = timeline.endsAt - daysAgo * DAY;
    // Reports are due on a day, whatever the day: they are not put off to office hours.
    return { run, at: Math.min(Math.floor(noon + hours.between(-1.5, 3) * HOUR), timeline.endsAt - 1) };
  });
  for (const { at, run } of timed.toSorted((one, other) => one.at - other.at)) {
    way.at(at);
    await run();
  }
}

/** A meeting of the committee decided that need and those not served before count for more (clause T15). */
function decideSecondWeights({ way, policy, staff, timeline }: Stage): PartnerDeed {
  const { on, meeting, weights } = SECOND_WEIGHTS;
  const decidedOn = dateAt(timeline.endsAt - on * DAY);
  const by = staff(policy.id, "committee")[0].id;
  const about = { associationId: policy.id, by, meeting, decidedOn, weights };
  return { daysAgo: on, run: () => decideWeights(way.deps, about) };
}

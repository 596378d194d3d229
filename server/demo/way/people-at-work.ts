import type { Staff } from "#server/demo/create-accounts.ts";
import { walkCases } from "#server/demo/way/cases.ts";
import { onTheWay, type WayDeps } from "#server/demo/way/on-the-way.ts";
import { walkPartners } from "#server/demo/way/partners.ts";
import { keepPeople } from "#server/demo/way/people.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import type { Timeline } from "#server/demo/timeline.ts";

/** Cases, partners, and what the people of each association read and keep, in one transaction. */
export function walkPeopleAtWork(
  deps: WayDeps,
  given: { staff: Staff; timeline: Timeline; seed: string; scale: number },
): Promise<void> {
  return onTheWay(deps, async (way) => {
    const stages = [...deps.policies.values()].map((policy): Stage => ({ way, policy, ...given }));
    for (const stage of stages) {
      if (stage.policy.cases) await walkCases(stage);
      if (stage.policy.partnership) await walkPartners(stage);
    }
    for (const stage of stages) await keepPeople(stage);
  });
}

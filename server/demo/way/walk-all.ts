import type { Policy } from "#policies/schema.ts";
import type { Staff } from "#server/demo/create-accounts.ts";
import { arrangeStory, drawStory } from "#server/demo/way/draw-story.ts";
import { onTheWay, type WayDeps } from "#server/demo/way/on-the-way.ts";
import { AMAL_WAY } from "#server/demo/way/plans/amal.ts";
import { BAZIL_WAY } from "#server/demo/way/plans/bazil.ts";
import { TUWAIQ_WAY } from "#server/demo/way/plans/tuwaiq.ts";
import { YUSR_WAY } from "#server/demo/way/plans/yusr.ts";
import { drawContacts } from "#server/demo/way/draw-contacts.ts";
import { fileComplaints } from "#server/demo/way/file-complaints.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import type { Arranged, Story, WayPlan, WayServicePlan } from "#server/demo/way/story.ts";
import { walkRequest } from "#server/demo/way/walk-request.ts";
import type { Timeline } from "#server/demo/timeline.ts";

const WAY_PLANS: readonly WayPlan[] = [YUSR_WAY, TUWAIQ_WAY, BAZIL_WAY, AMAL_WAY];

/** Codes by which two requests at Yusr are followed: one that lacks a document, one that was refused and may object. */
export type ShownCodes = Readonly<Record<NonNullable<Arranged["label"]>, string>>;

type Told = { readonly story: Story; readonly plan: WayServicePlan; readonly label: Arranged["label"] };

/** Two years of requests, contacts and complaints, by the product's own verbs, in one transaction. */
export function walkAll(
  deps: WayDeps,
  given: { staff: Staff; timeline: Timeline; seed: string; scale: number },
): Promise<ShownCodes> {
  return onTheWay(deps, async (way) => {
    const codes: Partial<Record<string, string>> = {};
    for (const plan of WAY_PLANS) {
      const stage: Stage = { way, policy: policyOf(deps, plan.id), ...given };
      for (const { story, plan: service, label } of tellStories(stage, plan)) {
        const { code } = await walkRequest(stage, { story, plan: service });
        if (label) codes[label] = code;
      }
      await drawContacts(stage, plan.contacts);
      await fileComplaints(stage, plan);
    }
    const ibtissam: Stage = { way, policy: policyOf(deps, "ibtissam"), ...given };
    await drawContacts(ibtissam, 220);
    await fileComplaints(ibtissam, { complaints: 16, openComplaints: 3 });
    const { lacksDocument, mayObject } = codes;
    if (lacksDocument === undefined || mayObject === undefined)
      throw new Error("the demonstration has no codes to show");
    return { lacksDocument, mayObject };
  });
}

function policyOf({ policies }: WayDeps, id: string): Policy {
  const policy = policies.get(id);
  if (!policy) throw new Error(`the demonstration needs the policy "${id}"`);
  return policy;
}

/** All requests of one association in the order in which they were opened. */
function tellStories(stage: Stage, plan: WayPlan): Told[] {
  const drawn = plan.services.flatMap((service) =>
    Array.from({ length: Math.round(service.requests * stage.scale) }, (_, index) => ({
      ...{ story: drawStory(stage, { plan, service }, index), plan: service, label: undefined },
    })),
  );
  const arranged = plan.arranged.map((one, index) => {
    const service = plan.services.find(({ service: id }) => id === one.service);
    if (!service) throw new Error(`${plan.id}: nobody asks for "${one.service}"`);
    return { story: arrangeStory(stage, { plan, service }, one, index), plan: service, label: one.label };
  });
  return [...drawn, ...arranged].toSorted((one, other) => one.story.openedAt - other.story.openedAt);
}

import type { ActingPartner } from "#server/demo/way/partners-found.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import type { Random } from "#server/demo/random.ts";
import type { Doer } from "#server/journeys/in-journey.ts";
import type { Doing } from "#server/partners/in-partnership.ts";

/** Something that somebody does, so many days before the last day. */
export type PartnerDeed = { readonly daysAgo: number; readonly run: () => Promise<unknown> };

/** One request of a partner on its way, and who acts in it. */
export type PartnershipWalk = {
  readonly stage: Stage;
  readonly random: Random;
  readonly partner: ActingPartner;
  readonly projects: Doer;
  readonly committee: Doer;
  readonly remember: (requestId: string) => void;
  readonly requestId: () => string;
  readonly doing: (doer: Doer) => Doing;
};

import type { Policy } from "#policies/schema.ts";
import type { Staff } from "#server/demo/create-accounts.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import type { Way } from "#server/demo/way/on-the-way.ts";
import type { Random } from "#server/demo/random.ts";
import { DAY, type Timeline } from "#server/demo/timeline.ts";

/** Where the policy of one association is at work. */
export type Stage = {
  readonly way: Way;
  readonly policy: Policy;
  readonly staff: Staff;
  readonly timeline: Timeline;
  readonly seed: string;
  /** Multiplies how much happens. */
  readonly scale: number;
};

/** The hand of a clock that only goes forward, and stops at the end of the demonstration. */
export type Watch = {
  readonly now: () => number;
  /** Lets about so many days pass, to an hour at which people work. False, and nothing passes, where that is later than now. */
  readonly pass: (days: number) => boolean;
  /** Goes to an instant, if it is later. False where that is later than now. */
  readonly to: (instant: number) => boolean;
};

export function createWatch(stage: Pick<Stage, "way" | "timeline">, random: Random, startsAt: number): Watch {
  let now = startsAt;
  const to = (instant: number): boolean => {
    if (instant >= stage.timeline.endsAt) return false;
    now = Math.max(now, Math.floor(instant));
    stage.way.at(now);
    return true;
  };
  stage.way.at(now);
  return {
    now: () => now,
    to,
    // Half of it certain, half by chance: nobody takes no time, few take much longer.
    pass: (days) => to(toOfficeTime(random, Math.floor(now + (days * 0.5 + random.exponential(days * 0.5)) * DAY))),
  };
}

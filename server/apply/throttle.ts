import type { Context } from "hono";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Settings } from "#server/env.ts";
import { addressOf } from "#server/http/sign-in-throttle.ts";

/** Counts something per network address; many people share one, so the bounds are wide. */
export type Throttle = {
  readonly isSpent: (c: Context) => Promise<boolean>;
  readonly count: (c: Context) => Promise<void>;
};

/** At most `points` in `seconds`, kept in memory only. */
export function createThrottle(
  { trustProxy }: Pick<Settings, "trustProxy">,
  { points, seconds }: { points: number; seconds: number },
): Throttle {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return {
    async isSpent(c) {
      return ((await limiter.get(addressOf(c, trustProxy)))?.consumedPoints ?? 0) >= points;
    },
    async count(c) {
      await limiter.consume(addressOf(c, trustProxy)).catch(() => undefined);
    },
  };
}

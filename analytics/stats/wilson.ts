import { Z95 } from "#analytics/stats/normal.ts";
import type { Interval } from "#analytics/stats/normal.ts";

/**
 * The 95 % score interval of the share of `successes` among `base`, within 0..1; undefined without a base.
 * `successes` 0 has the low end 0 exactly, `successes` = `base` the high end 1. Source: Wilson 1927; METHODS 2.1.
 */
export function wilsonInterval(successes: number, base: number): Interval | undefined {
  if (!(base > 0)) return undefined;
  const share = successes / base;
  const shrink = 1 + Z95 ** 2 / base;
  const centre = (share + Z95 ** 2 / (2 * base)) / shrink;
  const half = (Z95 / shrink) * Math.sqrt((share * (1 - share)) / base + Z95 ** 2 / (4 * base ** 2));
  return {
    low: successes <= 0 ? 0 : Math.max(0, centre - half),
    high: successes >= base ? 1 : Math.min(1, centre + half),
  };
}

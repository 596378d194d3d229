import { Z95 } from "#analytics/stats/normal.ts";
import type { Interval } from "#analytics/stats/normal.ts";

/** People by what they gave on 0..10: 9 and 10 promote, 7 and 8 are passive, 0 to 6 detract. */
export type NpsClasses = { readonly promoters: number; readonly passives: number; readonly detractors: number };

/** `tooFew`: under 30 people, or not five in at least two classes; the classes themselves say more then. */
export type Nps =
  | { readonly state: "none" | "tooFew" }
  | ({ readonly state: "shown"; readonly score: number } & Interval);

const SMALLEST_BASE = 30;
const SMALLEST_CLASS = 5;

/**
 * The net promoter score, −100..100, with its 95 % interval NPS ± z · √((P + D − (P − D)²) / n), cut to the range.
 * Source: METHODS 2.2 (variance of the difference of two shares of one multinomial sample).
 */
export function npsOf({ promoters, passives, detractors }: NpsClasses): Nps {
  const n = promoters + passives + detractors;
  if (n === 0) return { state: "none" };
  const filled = [promoters, passives, detractors].filter((count) => count >= SMALLEST_CLASS);
  if (n < SMALLEST_BASE || filled.length < 2) return { state: "tooFew" };
  const difference = (promoters - detractors) / n;
  const variance = ((promoters + detractors) / n - difference ** 2) / n;
  const half = Z95 * Math.sqrt(Math.max(0, variance));
  return {
    state: "shown",
    score: 100 * difference,
    low: Math.max(-100, 100 * (difference - half)),
    high: Math.min(100, 100 * (difference + half)),
  };
}

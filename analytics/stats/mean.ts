import type { Interval } from "#analytics/stats/normal.ts";
import { studentT95 } from "#analytics/stats/student-t.ts";

/** Sums of answers. `people` is how many gave them: more answers than people when one person gave several. */
export type ScoreSums = {
  readonly n: number;
  readonly people: number;
  readonly total: number;
  readonly totalSquares: number;
};

/**
 * `none`: no answers. `point`: one person, so no interval exists. `interval`: mean with t interval; all equal gives
 * zero width.
 */
export type Mean =
  | { readonly state: "none" }
  | { readonly state: "point"; readonly mean: number }
  | ({ readonly state: "interval"; readonly mean: number } & Interval);

/**
 * The mean with its 95 % interval, mean ± t(people − 1) · s / √people; METHODS 2.3. Answers of one person are taken as
 * fully correlated, so that several answers each do not narrow the interval; with one each it is the ordinary one.
 */
export function meanOf({ n, people, total, totalSquares }: ScoreSums): Mean {
  if (!(n > 0)) return { state: "none" };
  const mean = total / n;
  if (people < 2 || n < 2) return { state: "point", mean };
  // Sums of whole scores are exact, so the only rounding is here and can end just under zero.
  const variance = Math.max(0, (totalSquares - total * mean) / (n - 1));
  const half = studentT95(people - 1) * Math.sqrt(variance / people);
  return { state: "interval", mean, low: mean - half, high: mean + half };
}

import type { Metric } from "#analytics/metrics/metric.ts";
import type { CellState } from "#analytics/query.ts";

/** A figure as it was when it was taken, with the days that it is about; withheld ones hold no number. */
export type TakenFigure = {
  readonly state: CellState;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly base: number | null;
  readonly from: string;
  readonly to: string;
};

export type ActionResult = "improved" | "no-clear-change" | "worse";

export type Comparison = {
  readonly result: ActionResult;
  /** `difference`: the interval of the difference leaves out zero. `apart`: the two intervals do not touch, which asks for more. */
  readonly by: "difference" | "apart" | "none";
};

/**
 * What came of an action. Of shares, by the interval of the difference (Newcombe 1998, from the two Wilson intervals, METHODS
 * 2.5); of all other numbers only where the two intervals do not touch, which is stricter. Without an interval on either
 * side, or where the metric knows no better, nothing is claimed.
 */
export function compareFigures(
  { unit, better }: Pick<Metric, "unit" | "better">,
  before: TakenFigure,
  after: TakenFigure,
): Comparison {
  const [was, is] = [toInterval(before), toInterval(after)];
  if (better === "neutral" || !was || !is) return { result: "no-clear-change", by: "none" };
  const by = unit === "share" ? "difference" : "apart";
  const rise = by === "difference" ? riseOf(was, is) : Math.sign(is.low > was.high ? 1 : is.high < was.low ? -1 : 0);
  if (rise === 0) return { result: "no-clear-change", by };
  return { result: rise > 0 === (better === "higher") ? "improved" : "worse", by };
}

type Interval = { readonly value: number; readonly low: number; readonly high: number };

/** 1 where the whole interval of the difference lies above zero, −1 below it, else 0. */
function riseOf(was: Interval, is: Interval): -1 | 0 | 1 {
  const difference = is.value - was.value;
  if (difference - Math.hypot(is.value - is.low, was.high - was.value) > 0) return 1;
  return difference + Math.hypot(is.high - is.value, was.value - was.low) < 0 ? -1 : 0;
}

function toInterval({ state, value, low, high }: TakenFigure): Interval | undefined {
  if (state !== "ok" || value === null || low === null || high === null) return undefined;
  return { value, low, high };
}

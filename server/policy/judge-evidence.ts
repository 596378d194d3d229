import type { MetricValue } from "#analytics/query.ts";
import type { Evidence } from "#policies/evidence-schema.ts";

/**
 * What is said of a piece of evidence and of a clause. `measured`: there is a figure and no goal to hold it against.
 * `noData`: withheld, nobody yet, or nobody computes it; never taken for met.
 */
export type EvidenceState = "met" | "risk" | "unmet" | "measured" | "noData";

/** Why: by the goal, or why there is no figure. */
export type EvidenceReason =
  | "goalMet"
  | "goalRisk"
  | "goalUnmet"
  | "noGoal"
  | "withheld"
  | "nobody"
  | "undetermined"
  | "uncomputed";

export type Judgement = {
  readonly state: EvidenceState;
  readonly reason: EvidenceReason;
  /** False where the interval reaches over the limit of the state, so that it may be chance; null without an interval. */
  readonly isClear: boolean | null;
};

export type Goal = NonNullable<Extract<Evidence, { metric: string }>["goal"]>;

const WITHOUT_FIGURE = { withheld: "withheld", empty: "nobody", undetermined: "undetermined" } as const;

/**
 * Holds a figure against the association's goal: met at or beyond `met`, at risk at or beyond `risk`, else not met. By the
 * value alone; whether the interval agrees is said beside it. `figure` is undefined where nobody computes the metric.
 */
export function judgeFigure(figure: MetricValue | undefined, goal: Goal | undefined): Judgement {
  if (figure === undefined) return { state: "noData", reason: "uncomputed", isClear: null };
  if (figure.state !== "ok" || figure.value === null) {
    const reason = figure.state === "ok" ? "undetermined" : WITHOUT_FIGURE[figure.state];
    return { state: "noData", reason, isClear: null };
  }
  if (goal === undefined) return { state: "measured", reason: "noGoal", isClear: null };
  const state = stateOf(figure.value, goal);
  const ends = [figure.low, figure.high];
  const isClear = ends.includes(null) ? null : ends.every((end) => stateOf(end ?? 0, goal) === state);
  return { state, reason: state === "met" ? "goalMet" : state === "risk" ? "goalRisk" : "goalUnmet", isClear };
}

function stateOf(value: number, { is, met, risk }: Goal): "met" | "risk" | "unmet" {
  const reaches = (limit: number) => (is === "atLeast" ? value >= limit : value <= limit);
  return reaches(met) ? "met" : reaches(risk) ? "risk" : "unmet";
}

/** One piece of a clause's evidence; `hasGoal` where it can be met or not met. */
export type Judged = { readonly state: EvidenceState; readonly hasGoal: boolean };

/**
 * The state of a clause: the worst of what has a goal, in the order not met, at risk, no data yet, met. So it is met only
 * when every goal is. Without any goal it is measured where there is a figure, else there is no data yet.
 */
export function judgeClause(evidence: readonly Judged[]): EvidenceState {
  const judged = evidence.filter(({ hasGoal }) => hasGoal).map(({ state }) => state);
  const worst = (["unmet", "risk", "noData", "met"] as const).find((state) => judged.includes(state));
  if (worst !== undefined) return worst;
  return evidence.some(({ state }) => state === "measured") ? "measured" : "noData";
}

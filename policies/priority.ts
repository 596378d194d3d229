/** What a priority is made of (clause T15, METHODS 2.17). The study (clause T14) says how ready and fitting a request is. */
export const PRIORITY_PARTS = ["impact", "need", "unserved", "study"] as const;
export type PriorityPart = (typeof PRIORITY_PARTS)[number];
/** How much each part counts; they add up to 1. */
export type PriorityWeights = Readonly<Record<PriorityPart, number>>;

/**
 * Everything that a priority may rest on. How satisfied anybody was is not in here: evaluating is never punished. Neither is
 * whether a report is missing, which is reminded of instead.
 */
export type PriorityEvidence = {
  /** Whole months since the partner was last served; null when it never was. */
  readonly monthsSinceServed: number | null;
  /** Published index of need of the partner's region, 0..1; null when the policy names none. */
  readonly regionNeed: number | null;
  /** How far each indicator of earlier partnerships came from its baseline to its target, 0..1. */
  readonly attained: readonly number[];
  /** Scores of the study, 0..`STUDY_MAX` each; empty before it. */
  readonly studyScores: readonly number[];
};

/** `noEvidence`: too little is known, so the middle of the scale stands, neither for nor against. */
export type PriorityFlag = "noEvidence" | "neverServed";
export type PrioritySlice = {
  readonly part: PriorityPart;
  /** On a scale that is the same in every round, 0..1. */
  readonly value: number;
  readonly weight: number;
  /** value × weight. */
  readonly points: number;
  readonly flag?: PriorityFlag;
};
export type Priority = { readonly score: number; readonly slices: readonly PrioritySlice[] };

export const STUDY_MAX = 4;
/** Fewer results than this say nothing about a partner's effect. */
export const LEAST_RESULTS = 3;
const NEUTRAL = 0.5;
/** An earlier service counts half after a year, a quarter after two. */
const HALF_LIFE_MONTHS = 12;
/** As if a partner came with four results that came half way: few results move it little. */
const PRIOR_RESULTS = 4;
/** One-sided 80 %: the effect that is exceeded with four chances in five. */
const Z = 0.8416;

/** The score and what each part adds to it. It depends on this request alone, so no other request can change it. */
export function toPriority(evidence: PriorityEvidence, weights: PriorityWeights): Priority {
  const values: Readonly<Record<PriorityPart, { value: number; flag?: PriorityFlag }>> = {
    impact: toImpact(evidence.attained),
    need: evidence.regionNeed === null ? { value: NEUTRAL, flag: "noEvidence" } : { value: clip(evidence.regionNeed) },
    unserved: toUnserved(evidence.monthsSinceServed),
    study: toStudy(evidence.studyScores),
  };
  const slices = PRIORITY_PARTS.map((part) => {
    const { value, flag } = values[part];
    const weight = weights[part];
    return { part, value, weight, points: value * weight, ...(flag ? { flag } : {}) };
  });
  return { score: slices.reduce((sum, { points }) => sum + points, 0), slices };
}

/** True when weights are shares of one whole. */
export function areWeights(weights: PriorityWeights): boolean {
  const values = PRIORITY_PARTS.map((part) => weights[part]);
  const sum = values.reduce((total, value) => total + value, 0);
  return values.every((value) => value >= 0 && value <= 1) && Math.abs(sum - 1) < 1e-9;
}

/**
 * The effect that a partner has shown: lower bound of the mean of a Beta posterior over its results, by a prior that is the
 * same for everybody, so that few results do not win and nobody's results move another's.
 */
function toImpact(attained: readonly number[]): { value: number; flag?: PriorityFlag } {
  if (attained.length < LEAST_RESULTS) return { value: NEUTRAL, flag: "noEvidence" };
  const a = PRIOR_RESULTS * NEUTRAL + attained.reduce((sum, share) => sum + clip(share), 0);
  const n = PRIOR_RESULTS + attained.length;
  const mean = a / n;
  return { value: clip(mean - Z * Math.sqrt((mean * (1 - mean)) / (n + 1))) };
}

/** 1 for who was never served; after a service the mark of it fades by halves. */
function toUnserved(months: number | null): { value: number; flag?: PriorityFlag } {
  if (months === null) return { value: 1, flag: "neverServed" };
  return { value: 1 - 2 ** (-Math.max(0, months) / HALF_LIFE_MONTHS) };
}

function toStudy(scores: readonly number[]): { value: number; flag?: PriorityFlag } {
  if (scores.length === 0) return { value: NEUTRAL, flag: "noEvidence" };
  return { value: clip(scores.reduce((sum, score) => sum + score, 0) / (scores.length * STUDY_MAX)) };
}

function clip(share: number): number {
  return Math.min(1, Math.max(0, share));
}

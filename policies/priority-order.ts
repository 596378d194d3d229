import { PRIORITY_PARTS, toPriority } from "#policies/priority.ts";
import type { Priority, PriorityEvidence, PriorityWeights } from "#policies/priority.ts";

/** A request that waits for a decision. */
export type Candidate = {
  readonly id: string;
  readonly evidence: PriorityEvidence;
  /** `YYYY-MM-DD` on which it was asked. */
  readonly waitingSince: string;
};

export type Ranked = Candidate & {
  readonly priority: Priority;
  /** 1 is first. */
  readonly rank: number;
  /** The ranks that it has when each weight in turn is a fifth larger or smaller. */
  readonly ranks: { readonly best: number; readonly worst: number };
  readonly standing: "stable" | "contested";
  /** What decided between this one and the one before: the score, who waits longer, or the lot. */
  readonly tie?: "waiting" | "lot";
};

/** By how much each weight is moved to see whether the order hangs on it (METHODS 2.17). */
const SWING = 0.2;
const EQUAL = 1e-9;

/** The order of fairness: score, then who waits longer, then the lot of the recorded seed. */
export function rank(candidates: readonly Candidate[], weights: PriorityWeights, seed: string): Ranked[] {
  const lots = new Map(candidates.map(({ id }) => [id, toLot(seed, id)]));
  const orderBy = (by: PriorityWeights) =>
    candidates
      .map((candidate) => ({ candidate, priority: toPriority(candidate.evidence, by) }))
      .sort(
        (a, b) =>
          byScore(a.priority, b.priority) ||
          compare(a.candidate.waitingSince, b.candidate.waitingSince) ||
          compare(lots.get(a.candidate.id) ?? 0, lots.get(b.candidate.id) ?? 0) ||
          compare(a.candidate.id, b.candidate.id),
      );
  const order = orderBy(weights);
  const ranks = new Map(order.map(({ candidate }, index) => [candidate.id, { best: index + 1, worst: index + 1 }]));
  for (const swung of swings(weights)) {
    for (const [index, { candidate }] of orderBy(swung).entries()) {
      const { best, worst } = ranks.get(candidate.id) ?? { best: index + 1, worst: index + 1 };
      ranks.set(candidate.id, { best: Math.min(best, index + 1), worst: Math.max(worst, index + 1) });
    }
  }
  return order.map(({ candidate, priority }, index) => {
    const found = ranks.get(candidate.id) ?? { best: index + 1, worst: index + 1 };
    const before = order[index - 1];
    const isTie = before !== undefined && byScore(before.priority, priority) === 0;
    const waits = before?.candidate.waitingSince === candidate.waitingSince ? "lot" : "waiting";
    return {
      ...candidate,
      priority,
      rank: index + 1,
      ranks: found,
      standing: found.best === found.worst ? "stable" : "contested",
      ...(isTie ? { tie: waits } : {}),
    };
  });
}

/** Each weight a fifth larger and a fifth smaller, the whole brought back to 1. */
export function swings(weights: PriorityWeights): PriorityWeights[] {
  return PRIORITY_PARTS.flatMap((part) =>
    [1 + SWING, 1 - SWING].flatMap((factor) => {
      const moved = { ...weights, [part]: weights[part] * factor };
      const sum = PRIORITY_PARTS.reduce((total, one) => total + moved[one], 0);
      if (sum === 0) return [];
      return [Object.fromEntries(PRIORITY_PARTS.map((one) => [one, moved[one] / sum])) as PriorityWeights];
    }),
  );
}

/** Highest first. Equal are scores that differ only by the way computers add; rounding keeps the order a total one. */
function byScore(a: Priority, b: Priority): number {
  return Math.round(b.score / EQUAL) - Math.round(a.score / EQUAL);
}

/** The lot of a request under a seed: the same every time, foreseen by nobody who does not know both. FNV-1a, then mixed. */
function toLot(seed: string, id: string): number {
  let lot = 0x811c9dc5;
  for (const character of `${seed} ${id}`) {
    lot ^= character.codePointAt(0) ?? 0;
    lot = Math.imul(lot, 0x01000193);
  }
  lot ^= lot >>> 16;
  lot = Math.imul(lot, 0x85ebca6b);
  lot ^= lot >>> 13;
  return lot >>> 0;
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

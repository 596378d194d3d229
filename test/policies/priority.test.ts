import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rank, swings, type Candidate } from "#policies/priority-order.ts";
import { areWeights, PRIORITY_PARTS, toPriority, type PriorityEvidence } from "#policies/priority.ts";

const share = () => fc.double({ min: 0, max: 1, noNaN: true });
const evidence: fc.Arbitrary<PriorityEvidence> = fc.record({
  monthsSinceServed: fc.option(fc.nat(240)),
  regionNeed: fc.option(share()),
  attained: fc.array(share(), { maxLength: 12 }),
  studyScores: fc.constantFrom(0, 4).chain((length) => fc.array(fc.nat(4), { minLength: length, maxLength: length })),
});
const weights = fc.tuple(share(), share(), share(), share()).map(([impact, need, unserved, study]) => {
  const sum = impact + need + unserved + study || 1;
  const three = { impact: impact / sum, need: need / sum, unserved: unserved / sum };
  return { ...three, study: Math.max(0, 1 - three.impact - three.need - three.unserved) };
});
const candidates = fc
  .array(fc.record({ evidence, day: fc.integer({ min: 10, max: 28 }) }), { maxLength: 8 })
  .map((rows) =>
    rows.map(({ evidence: found, day }, n): Candidate => ({
      id: `r${n}`,
      evidence: found,
      waitingSince: `2026-03-${day}`,
    })),
  );

const NOTHING: PriorityEvidence = { monthsSinceServed: null, regionNeed: 0.5, attained: [], studyScores: [] };
const EQUAL = { impact: 0.25, need: 0.25, unserved: 0.25, study: 0.25 };
const valueOf = (given: Partial<PriorityEvidence>, part: (typeof PRIORITY_PARTS)[number]) =>
  toPriority({ ...NOTHING, ...given }, EQUAL).slices.find((slice) => slice.part === part);

describe("the priority of a partner", () => {
  it("is the sum of what each part adds, between 0 and 1", () => {
    fc.assert(
      fc.property(evidence, weights, (found, by) => {
        const { score, slices } = toPriority(found, by);
        expect(slices.map(({ part }) => part)).toEqual([...PRIORITY_PARTS]);
        expect(slices.reduce((sum, { value, weight }) => sum + value * weight, 0)).toBeCloseTo(score, 12);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it("never falls when one part grows", () => {
    const grown: ((found: PriorityEvidence) => PriorityEvidence)[] = [
      (found) => ({
        ...found,
        monthsSinceServed: found.monthsSinceServed === null ? null : found.monthsSinceServed + 1,
      }),
      (found) => ({ ...found, monthsSinceServed: null }),
      (found) => ({ ...found, regionNeed: found.regionNeed === null ? null : Math.min(1, found.regionNeed + 0.1) }),
      (found) => ({ ...found, attained: found.attained.map((value) => Math.min(1, value + 0.05)) }),
      (found) => ({ ...found, studyScores: found.studyScores.map((score) => Math.min(4, score + 1)) }),
    ];
    fc.assert(
      fc.property(evidence, weights, fc.constantFrom(...grown), (found, by, grow) => {
        expect(toPriority(grow(found), by).score).toBeGreaterThanOrEqual(toPriority(found, by).score - 1e-12);
      }),
    );
  });

  it("rests on four things, and how satisfied anybody was is none of them", () => {
    const inputs: Record<keyof PriorityEvidence, true> = {
      monthsSinceServed: true,
      regionNeed: true,
      attained: true,
      studyScores: true,
    };
    expect(Object.keys(inputs)).toHaveLength(4);
    fc.assert(
      fc.property(evidence, weights, share(), (found, by, satisfaction) => {
        const more = { ...found, satisfaction, nps: -100, reportMissing: true };
        expect(toPriority(more, by)).toEqual(toPriority(found, by));
      }),
    );
  });

  it("puts who was never served first in that part, and lets the mark of a service fade by half a year by year", () => {
    expect(valueOf({ monthsSinceServed: null }, "unserved")).toMatchObject({ value: 1, flag: "neverServed" });
    expect(valueOf({ monthsSinceServed: 0 }, "unserved")?.value).toBe(0);
    expect(valueOf({ monthsSinceServed: 12 }, "unserved")?.value).toBe(0.5);
    expect(valueOf({ monthsSinceServed: 24 }, "unserved")?.value).toBe(0.75);
  });

  it("takes missing evidence as the middle and says so, and takes the lower end of what few results show", () => {
    expect(valueOf({ attained: [] }, "impact")).toMatchObject({ value: 0.5, flag: "noEvidence" });
    expect(valueOf({ attained: [1, 1] }, "impact")).toMatchObject({ value: 0.5, flag: "noEvidence" });
    // Beta(2 + 3, 2): mean 5/7, variance (5/7)(2/7)/8; 5/7 − 0.8416 × 0.15972 = 0.5799
    expect(valueOf({ attained: [1, 1, 1] }, "impact")?.value).toBeCloseTo(0.5799, 4);
    const few = valueOf({ attained: [1, 1, 1] }, "impact")?.value ?? 1;
    const many = valueOf({ attained: Array.from({ length: 12 }, () => 0.95) }, "impact")?.value ?? 0;
    expect(many).toBeGreaterThan(few);
  });
});

describe("the order of fairness", () => {
  it("keeps every weight changed by a fifth a whole", () => {
    fc.assert(
      fc.property(weights, (by) => {
        expect(areWeights(by)).toBe(true);
        for (const swung of swings(by)) expect(areWeights(swung)).toBe(true);
      }),
    );
    expect(areWeights({ ...EQUAL, study: 0.3 })).toBe(false);
    expect(areWeights({ impact: 1.2, need: -0.2, unserved: 0, study: 0 })).toBe(false);
  });

  it("makes every weight a fifth larger and a fifth smaller", () => {
    const shares = swings(EQUAL).map((swung) => PRIORITY_PARTS.map((part) => Number(swung[part].toFixed(4))));
    // .25 × 1.2 of 1.05 and .25 × .8 of .95
    for (const at of PRIORITY_PARTS.keys()) {
      expect(shares.map((share) => share[at]).filter((share) => share === 0.2857 || share === 0.2105)).toEqual([
        0.2857, 0.2105,
      ]);
    }
  });

  it("never turns two others round when another one joins", () => {
    fc.assert(
      fc.property(candidates, evidence, weights, fc.string(), (waiting, found, by, seed) => {
        const joined = [...waiting, { id: "new", evidence: found, waitingSince: "2026-03-15" }];
        const before = rank(waiting, by, seed).map(({ id }) => id);
        const after = rank(joined, by, seed).map(({ id }) => id);
        expect(after.filter((id) => id !== "new")).toEqual(before);
      }),
    );
  });

  it("says within which ranks a small change of the weights moves a request", () => {
    fc.assert(
      fc.property(candidates, weights, fc.string(), (waiting, by, seed) => {
        for (const { rank: at, ranks, standing } of rank(waiting, by, seed)) {
          expect(ranks.best).toBeLessThanOrEqual(at);
          expect(ranks.worst).toBeGreaterThanOrEqual(at);
          expect(standing).toBe(ranks.best === ranks.worst ? "stable" : "contested");
        }
      }),
    );
    // Besides what both share: in need and served a year ago .3 × 1 + .3 × .5 = .450, never served .3 × .48 + .3 × 1 = .444.
    const by = { impact: 0.2, need: 0.3, unserved: 0.3, study: 0.2 };
    const close = [
      { id: "need", evidence: { ...NOTHING, regionNeed: 1, monthsSinceServed: 12 }, waitingSince: "2026-03-01" },
      { id: "new", evidence: { ...NOTHING, regionNeed: 0.48 }, waitingSince: "2026-03-01" },
    ];
    expect(rank(close, by, "s").map(({ standing }) => standing)).toEqual(["contested", "contested"]);
    const far = [close[0]!, { ...close[1]!, evidence: { ...NOTHING, regionNeed: 0, monthsSinceServed: 0 } }];
    expect(rank(far, by, "s").map(({ standing }) => standing)).toEqual(["stable", "stable"]);
  });

  it("lets the longer wait go first among equals, then the lot, which one seed always draws alike", () => {
    const equal = ["a", "b", "c", "d", "e"].map((id) => ({ id, evidence: NOTHING, waitingSince: "2026-03-10" }));
    const early = { id: "early", evidence: NOTHING, waitingSince: "2026-03-01" };
    const drawn = rank([...equal, early], EQUAL, "seed one");
    expect(drawn[0]?.id).toBe("early");
    expect(drawn.slice(1).map(({ tie }) => tie)).toEqual(["waiting", "lot", "lot", "lot", "lot"]);
    expect(rank([early, ...equal.toReversed()], EQUAL, "seed one").map(({ id }) => id)).toEqual(
      drawn.map(({ id }) => id),
    );
    const firsts = new Set(Array.from({ length: 40 }, (_, n) => rank(equal, EQUAL, `seed ${n}`)[0]?.id));
    expect(firsts.size).toBe(5);
  });
});

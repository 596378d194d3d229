import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kaplanMeier, shareBy, timeBy } from "#analytics/stats/kaplan-meier.ts";
import type { TimeCount } from "#analytics/stats/kaplan-meier.ts";
import { orderQuantile, ranksOf } from "#analytics/stats/order-quantile.ts";

const counts = (events: readonly number[], censored: readonly number[]): TimeCount[] => [
  ...events.map((time) => ({ time, events: 1, censored: 0 })),
  ...censored.map((time) => ({ time, events: 0, censored: 1 })),
];
const merged = (found: readonly TimeCount[]): TimeCount[] => {
  const byTime = new Map<number, TimeCount>();
  for (const { time, events, censored } of found) {
    const before = byTime.get(time) ?? { time, events: 0, censored: 0 };
    byTime.set(time, { time, events: before.events + events, censored: before.censored + censored });
  }
  return [...byTime.values()];
};

/** Weeks of remission under 6-MP (Freireich et al. 1963), the worked example of Kaplan–Meier in Collett and others. */
const REMISSION = merged(counts([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]));

describe("the Kaplan–Meier curve", () => {
  it("follows its formula by hand", () => {
    // Days 3, 5, 5, 8+, 10, 12+ of six requests:
    // day 3: 5/6 = 0.833333; day 5: 5/6 · 3/5 = 0.5; day 10: two at risk, one decided: 0.5 · 1/2 = 0.25.
    // Greenwood, day 5: 0.5 · √(1/(6·5) + 2/(5·3)) = 0.5 · √0.166667 = 0.204124; day 10: 0.25 · √(0.166667 + 1/(2·1)) = 0.204124
    const { people, watchedUntil, steps } = kaplanMeier(merged(counts([3, 5, 5, 10], [8, 12])));
    expect([people, watchedUntil]).toEqual([6, 12]);
    expect(steps.map(({ time, atRisk, events }) => [time, atRisk, events])).toEqual([
      [3, 6, 1],
      [5, 5, 2],
      [10, 2, 1],
    ]);
    for (const [index, [waiting, error]] of [
      [0.833333, 0.152145],
      [0.5, 0.204124],
      [0.25, 0.204124],
    ].entries()) {
      expect(steps[index]?.waiting).toBeCloseTo(waiting ?? 0, 6);
      expect(steps[index]?.error).toBeCloseTo(error ?? 0, 6);
    }
    // Log-log at day 5: exponent exp(±1.959964 · 0.204124/(0.5 · 0.693147)) = exp(±1.154375) = 3.17204, 0.315255
    expect(steps[1]?.interval?.low).toBeCloseTo(0.5 ** 3.17204, 5);
    expect(steps[1]?.interval?.high).toBeCloseTo(0.5 ** 0.315255, 5);
  });

  it("is the published one of 21 remissions (6: 0.857, 0.076 … 23: 0.448, 0.135)", () => {
    const published = [
      [6, 0.857, 0.0764],
      [7, 0.807, 0.0869],
      [10, 0.753, 0.0963],
      [13, 0.69, 0.1068],
      [16, 0.627, 0.1141],
      [22, 0.538, 0.1282],
      [23, 0.448, 0.1346],
    ] as const;
    const { steps } = kaplanMeier(REMISSION);
    expect(steps).toHaveLength(published.length);
    for (const [index, [time, waiting, error]] of published.entries()) {
      expect(steps[index]?.time).toBe(time);
      expect(steps[index]?.waiting).toBeCloseTo(waiting, 3);
      expect(steps[index]?.error).toBeCloseTo(error, 4);
    }
    // S falls to a half at 23 weeks; its interval holds a half from 13 weeks on and to the end.
    expect(timeBy(kaplanMeier(REMISSION), 0.5)).toEqual({ value: 23, low: 13, high: null });
    expect(timeBy(kaplanMeier(REMISSION), 0.9)).toEqual({ value: null, low: null, high: null });
  });

  it("takes products that fall on a half to the last digit as a half", () => {
    // 4/5 · 3/4 · 2/3 · 1/2 = 1/5: eight in ten have ended on day 4.
    const curve = kaplanMeier(counts([1, 2, 3, 4], [9]));
    expect(timeBy(curve, 0.8).value).toBe(4);
    expect(timeBy(kaplanMeier(counts([1, 2, 3, 4], [])), 0.5).value).toBe(2);
  });

  it("says what ended by a day, with the errors of the curve", () => {
    // By week 10 of the remissions: 1 − 0.752941; the interval is that of S(10), turned round.
    const found = shareBy(kaplanMeier(REMISSION), 12);
    const at10 = kaplanMeier(REMISSION).steps[2];
    expect(found?.value).toBeCloseTo(1 - 0.752941, 6);
    expect(found?.low).toBeCloseTo(1 - (at10?.interval?.high ?? 0), 12);
    expect(found?.high).toBeCloseTo(1 - (at10?.interval?.low ?? 0), 12);
  });

  it("says nothing of a day that nobody has come to, unless all had ended before", () => {
    expect(shareBy(kaplanMeier(counts([2, 3], [5, 6])), 14)).toBeUndefined();
    expect(shareBy(kaplanMeier(counts([], [5, 6])), 14)).toBeUndefined();
    expect(shareBy(kaplanMeier([]), 14)).toBeUndefined();
    expect(shareBy(kaplanMeier(counts([2, 3], [5, 14])), 14)?.value).toBe(0.5);
    // Three seen to end, none left: Wilson's low end of 3 in 3 is 3/(3 + z²) = 3/6.841459
    const all = shareBy(kaplanMeier(counts([2, 3, 4], [])), 14);
    expect(all).toMatchObject({ value: 1, high: 1 });
    expect(all?.low).toBeCloseTo(0.4385, 4);
    // Fifteen watched to day 14 or beyond, none ended by then: Wilson's high end of 0 in 15 is z²/(15 + z²) = 3.841459/18.841459
    const none = shareBy(
      kaplanMeier([
        { time: 20, events: 10, censored: 3 },
        { time: 14, events: 0, censored: 2 },
        { time: 3, events: 0, censored: 9 },
      ]),
      14,
    );
    expect(none).toMatchObject({ value: 0, low: 0 });
    expect(none?.high).toBeCloseTo(0.203883, 6);
  });

  const someCounts = fc
    .array(fc.record({ time: fc.nat(30), events: fc.nat(4), censored: fc.nat(4) }), { minLength: 1, maxLength: 20 })
    .map(merged)
    .filter((found) => found.some(({ events, censored }) => events + censored > 0));

  it("is the same as when each censored one hands its weight to those after it (Efron 1967)", () => {
    fc.assert(
      fc.property(someCounts, (found) => {
        const people = found
          .flatMap(({ time, events, censored }) => [
            ...Array.from({ length: events }, () => ({ time, ended: true })),
            ...Array.from({ length: censored }, () => ({ time, ended: false })),
          ])
          .sort((a, b) => a.time - b.time || Number(b.ended) - Number(a.ended));
        const weights = people.map(() => 1 / people.length);
        for (const [index, person] of people.entries()) {
          const after = people.length - index - 1;
          if (person.ended || after === 0) continue;
          for (let next = index + 1; next < people.length; next += 1) {
            weights[next] = (weights[next] ?? 0) + (weights[index] ?? 0) / after;
          }
          weights[index] = 0;
        }
        for (const { time, waiting, interval } of kaplanMeier(found).steps) {
          const ended = people.reduce(
            (sum, person, index) => (person.ended && person.time <= time ? sum + (weights[index] ?? 0) : sum),
            0,
          );
          expect(waiting).toBeCloseTo(1 - ended, 9);
          if (interval) {
            expect(interval.low).toBeLessThanOrEqual(waiting);
            expect(interval.high).toBeGreaterThanOrEqual(waiting);
          }
        }
      }),
    );
  });

  it("without anybody waiting is the plain share and the plain quantile", () => {
    const ended = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(ended, fc.constantFrom(0.5, 0.8, 0.9), (times, share) => {
        const curve = kaplanMeier(merged(counts(times, [])));
        expect(shareBy(curve, 14)?.value).toBeCloseTo(times.filter((time) => time <= 14).length / times.length, 9);
        const plain = orderQuantile(
          times.map((value) => ({ value, count: 1 })),
          share,
        );
        expect(timeBy(curve, share).value).toBe(plain?.value);
      }),
    );
  });
});

describe("a quantile", () => {
  it("has the ranks of the binomial tables (Hahn & Meeker 1991)", () => {
    // n = 10, median: P(B ≤ 1) = 11/1024 = 0.0107, P(B ≤ 2) = 56/1024 = 0.0547; so from the 2nd to the 9th, 97.9 %.
    expect(ranksOf(10, 0.5)).toEqual({ low: 2, high: 9 });
    // n = 20: P(B ≤ 5) = 21700/1048576 = 0.0207, P(B ≤ 6) = 0.0577; from the 6th to the 15th, 95.9 %.
    expect(ranksOf(20, 0.5)).toEqual({ low: 6, high: 15 });
    // n = 5: even the smallest lies above the median in 1/32 = 3.1 % of samples, so no rank is low or high enough.
    expect(ranksOf(5, 0.5)).toEqual({ low: 0, high: 6 });
    // n = 10, nine tenths: P(B ≤ 6) = 0.0128, P(B ≤ 7) = 0.0702; P(B ≤ 9) = 1 − 0.9¹⁰ = 0.651, so no rank is high enough.
    expect(ranksOf(10, 0.9)).toEqual({ low: 7, high: 11 });
  });

  it("is a value that somebody had, and what it lies between", () => {
    const upTo = (n: number) => Array.from({ length: n }, (_, index) => ({ value: index + 1, count: 1 }));
    expect(orderQuantile(upTo(10), 0.5)).toEqual({ value: 5, low: 2, high: 9 });
    expect(orderQuantile(upTo(10), 0.9)).toEqual({ value: 9, low: 7, high: null });
    expect(orderQuantile(upTo(5), 0.5)).toEqual({ value: 3, low: null, high: null });
    expect(orderQuantile([{ value: 4, count: 40 }], 0.9)).toEqual({ value: 4, low: 4, high: 4 });
    expect(orderQuantile([], 0.5)).toBeUndefined();
  });

  it("holds at least 95 % of the binomial between its ranks, for any number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom(0.5, 0.9), (n, share) => {
        const { low, high } = ranksOf(n, share);
        // Another way round: logarithms of factorials instead of a running product.
        const logFactorial = (of: number): number =>
          Array.from({ length: of }, (_, index) => Math.log(index + 1)).reduce((sum, log) => sum + log, 0);
        const probability = (count: number): number =>
          Math.exp(
            logFactorial(n) -
              logFactorial(count) -
              logFactorial(n - count) +
              count * Math.log(share) +
              (n - count) * Math.log(1 - share),
          );
        let between = 0;
        for (let count = low; count < Math.min(high, n + 1); count += 1) between += probability(count);
        expect(between).toBeGreaterThanOrEqual(0.95 - 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it("of many is found at once", () => {
    expect(ranksOf(1_000_000, 0.5)).toEqual({ low: 499_020, high: 500_981 });
  });
});

import { describe, expect, test } from "vitest";
import { wilsonInterval } from "#analytics/stats/wilson.ts";
import { compareFigures, type TakenFigure } from "#server/actions/compare-figures.ts";

const span = { from: "2026-01-01", to: "2026-03-31" };
const share = (successes: number, base: number): TakenFigure => {
  const interval = wilsonInterval(successes, base);
  return {
    state: "ok",
    value: successes / base,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    base,
    ...span,
  };
};
const time = (value: number, low: number | null, high: number | null): TakenFigure => ({
  ...{ state: "ok", value, low, high, base: 40 },
  ...span,
});
const SHARE = { unit: "share", better: "higher" } as const;
const DAYS = { unit: "days", better: "lower" } as const;

describe("what came of an action", () => {
  // 56/70 − 48/80 = 0.2 with Newcombe's interval 0.0524..0.3339 (Newcombe 1998, table II, method 10): zero is left out.
  test("of shares follows the interval of the difference, also where the two intervals touch", () => {
    const [before, after] = [share(48, 80), share(56, 70)];
    expect((before.high ?? 0) > (after.low ?? 1)).toBe(true);
    expect(compareFigures(SHARE, before, after)).toEqual({ result: "improved", by: "difference" });
    expect(compareFigures(SHARE, after, before)).toEqual({ result: "worse", by: "difference" });
    expect(compareFigures({ ...SHARE, better: "lower" }, before, after).result).toBe("worse");
  });

  test("is no clear change where chance would do", () => {
    expect(compareFigures(SHARE, share(12, 20), share(15, 20)).result).toBe("no-clear-change");
    expect(compareFigures(SHARE, share(50, 80), share(50, 80)).result).toBe("no-clear-change");
  });

  test("of other numbers asks that the intervals do not touch", () => {
    expect(compareFigures(DAYS, time(9, 7, 11), time(4, 3, 6))).toEqual({ result: "improved", by: "apart" });
    expect(compareFigures(DAYS, time(9, 7, 11), time(6, 4, 8)).result).toBe("no-clear-change");
    expect(compareFigures(DAYS, time(4, 3, 6), time(9, 7, 11)).result).toBe("worse");
  });

  test("is never claimed of what is withheld, has no interval, or knows no better", () => {
    const withheld: TakenFigure = { ...{ state: "withheld", value: null, low: null, high: null, base: null }, ...span };
    expect(compareFigures(SHARE, withheld, share(56, 70))).toEqual({ result: "no-clear-change", by: "none" });
    expect(compareFigures(DAYS, time(9, 7, null), time(1, 1, 1)).by).toBe("none");
    expect(compareFigures({ ...SHARE, better: "neutral" }, share(1, 80), share(70, 70)).by).toBe("none");
  });
});

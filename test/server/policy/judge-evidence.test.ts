import { describe, expect, test } from "vitest";
import type { MetricValue } from "#analytics/query.ts";
import { judgeClause, judgeFigure, type EvidenceState } from "#server/policy/judge-evidence.ts";

const figure = (value: number, low: number | null = null, high: number | null = null): MetricValue => ({
  ...{ value, low, high, base: 50, state: "ok" },
});
const nothing = (state: MetricValue["state"]): MetricValue => ({
  value: null,
  low: null,
  high: null,
  base: null,
  state,
});
const atLeast = { is: "atLeast", met: 0.8, risk: 0.6 } as const;
const atMost = { is: "atMost", met: 3, risk: 7 } as const;

describe("a figure beside its goal", () => {
  test.each([
    [0.8, atLeast, "met"],
    [0.79, atLeast, "risk"],
    [0.6, atLeast, "risk"],
    [0.59, atLeast, "unmet"],
    [3, atMost, "met"],
    [3.1, atMost, "risk"],
    [7, atMost, "risk"],
    [7.1, atMost, "unmet"],
  ] as const)("of %d against %o is %s", (value, goal, state) => {
    expect(judgeFigure(figure(value), goal)).toMatchObject({ state, isClear: null });
  });

  test("without a goal is measured, and never met", () => {
    expect(judgeFigure(figure(1), undefined)).toMatchObject({ state: "measured", reason: "noGoal" });
  });

  test.each([
    ["withheld", "withheld"],
    ["empty", "nobody"],
    ["undetermined", "undetermined"],
  ] as const)("that is %s is no data yet, with the reason", (state, reason) => {
    for (const goal of [atLeast, undefined]) {
      expect(judgeFigure(nothing(state), goal)).toEqual({ state: "noData", reason, isClear: null });
    }
  });

  test("that nobody computes is no data yet", () => {
    expect(judgeFigure(undefined, atLeast)).toEqual({ state: "noData", reason: "uncomputed", isClear: null });
  });

  test("is clear only where the whole interval says the same", () => {
    expect(judgeFigure(figure(0.9, 0.82, 0.95), atLeast)).toMatchObject({ state: "met", isClear: true });
    expect(judgeFigure(figure(0.9, 0.78, 0.95), atLeast)).toMatchObject({ state: "met", isClear: false });
    expect(judgeFigure(figure(5, 2, null), atMost)).toMatchObject({ state: "risk", isClear: null });
  });
});

describe("a clause", () => {
  const goals = (...states: EvidenceState[]) => states.map((state) => ({ state, hasGoal: true }));

  test("takes the worst of what has a goal", () => {
    expect(judgeClause(goals("met", "met"))).toBe("met");
    expect(judgeClause(goals("met", "risk", "noData"))).toBe("risk");
    expect(judgeClause(goals("risk", "unmet", "met"))).toBe("unmet");
  });

  test("is not met while one of its goals has no data", () => {
    expect(judgeClause(goals("met", "noData"))).toBe("noData");
  });

  test("does not hang on figures without a goal", () => {
    expect(judgeClause([...goals("met"), { state: "noData", hasGoal: false }])).toBe("met");
    expect(
      judgeClause([
        { state: "measured", hasGoal: false },
        { state: "noData", hasGoal: false },
      ]),
    ).toBe("measured");
    expect(judgeClause([{ state: "noData", hasGoal: false }])).toBe("noData");
    expect(judgeClause([])).toBe("noData");
  });
});

import { describe, expect, it } from "vitest";
import { clampPeriod, previousPeriod, stepsOf } from "#analytics/period.ts";

describe("the previous period", () => {
  it.each([
    ["a month", "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"],
    ["a quarter", "2026-01-01", "2026-03-31", "2025-10-01", "2025-12-31"],
    ["a leap February", "2024-03-01", "2024-03-31", "2024-02-01", "2024-02-29"],
    ["a year", "2025-01-01", "2025-12-31", "2024-01-01", "2024-12-31"],
    // Ramadan 1447 is 2026-02-18 to 2026-03-19 (30 days), Shaaban 1447 begins on 2026-01-20 (29 days).
    ["a Hijri month", "2026-02-18", "2026-03-19", "2026-01-20", "2026-02-17"],
    ["any ten days", "2026-03-05", "2026-03-14", "2026-02-23", "2026-03-04"],
    ["one day", "2026-03-01", "2026-03-01", "2026-02-28", "2026-02-28"],
  ])("of %s", (_, from, to, expectedFrom, expectedTo) => {
    expect(previousPeriod({ from, to })).toEqual({ from: expectedFrom, to: expectedTo });
  });
});

describe("the steps of a period", () => {
  it("are in both calendars", () => {
    const period = { from: "2026-02-01", to: "2026-03-31" };
    expect(stepsOf(period, "month")).toEqual(["2026-02", "2026-03"]);
    expect(stepsOf(period, "hijriMonth")).toEqual(["1447-08", "1447-09", "1447-10"]);
    expect(stepsOf(period, "hijriYear")).toEqual(["1447"]);
    expect(stepsOf(period, "day")).toHaveLength(59);
  });

  it("are not counted over centuries", () => {
    expect(stepsOf({ from: "1900-01-01", to: "2150-12-31" }, "day")).toEqual([]);
  });
});

describe("any two dates", () => {
  it("are brought into the calendar, or are no period", () => {
    expect(clampPeriod({ from: "0001-01-01", to: "9999-12-31" })).toEqual({ from: "1900-01-01", to: "2150-12-31" });
    expect(clampPeriod({ from: "2026-02-01", to: "2026-01-31" })).toBeUndefined();
    expect(clampPeriod({ from: "9998-01-01", to: "9999-12-31" })).toBeUndefined();
  });
});

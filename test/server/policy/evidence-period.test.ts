import { expect, test } from "vitest";
import { toEvidenceDates } from "#server/policy/evidence-period.ts";

test.each([
  ["last12Months", "gregorian", "2025-07-01", "2026-06-15"],
  ["lastQuarter", "gregorian", "2026-01-01", "2026-03-31"],
  ["lastYear", "gregorian", "2025-01-01", "2025-12-31"],
  // 15 June 2026 is 29 Dhu al-Hijja 1447; 1 Muharram 1446 was 7 July 2024, 1447 began on 26 June 2025.
  ["lastHijriYear", "gregorian", "2024-07-07", "2025-06-25"],
  ["last12Months", "hijri", "2025-06-26", "2026-06-15"],
] as const)("%s in the %s calendar is from %s to %s", (period, calendar, ...dates) => {
  const { from, to } = toEvidenceDates(period, "2026-06-15", calendar);
  expect([from, to]).toEqual(dates);
});

test("in January the last quarter is that of the year before", () => {
  expect(toEvidenceDates("lastQuarter", "2026-01-31", "gregorian")).toEqual({ from: "2025-10-01", to: "2025-12-31" });
});

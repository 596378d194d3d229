import { expect, test } from "vitest";
import { fromHijri } from "#policies/calendar.ts";
import { createRandom } from "#server/demo/random.ts";
import { busyness } from "#server/demo/seasons.ts";
import { createTimeline, dateAt, sundayOf } from "#server/demo/timeline.ts";

// 1447: Ramadan from 18 February 2026, Dhul-Hijja from 18 May 2026. All four are Mondays to Thursdays.
const RAMADAN = fromHijri({ year: 1447, month: 9, day: 8 });
const LAST_TEN = fromHijri({ year: 1447, month: 9, day: 22 });
const ARAFAT = fromHijri({ year: 1447, month: 12, day: 9 });
const ORDINARY = "2026-01-13";

test("pilgrims come in Ramadan, most in its last ten nights, and in Dhul-Hijja", () => {
  const ordinary = busyness("pilgrimage", ORDINARY);
  expect(busyness("pilgrimage", RAMADAN)).toBeGreaterThan(2 * ordinary);
  expect(busyness("pilgrimage", LAST_TEN)).toBeGreaterThan(busyness("pilgrimage", RAMADAN));
  expect(busyness("pilgrimage", ARAFAT)).toBeGreaterThan(busyness("pilgrimage", LAST_TEN));
});

test("offices are quieter in Ramadan and all but closed in the feasts and on Fridays", () => {
  const ordinary = busyness("office", ORDINARY);
  expect(busyness("office", RAMADAN)).toBeLessThan(0.7 * ordinary);
  expect(busyness("office", ARAFAT)).toBeLessThan(0.1 * ordinary);
  expect(busyness("office", "2026-01-16")).toBeLessThan(0.1 * ordinary);
  expect(busyness("office", "2026-01-17")).toBeLessThan(0.3 * ordinary);
});

test("a timeline draws dates of its two years only and instants of their day in Riyadh", () => {
  const timeline = createTimeline("2026-06-15");
  const random = createRandom("rida", "dates");
  for (let turn = 0; turn < 3_000; turn += 1) {
    const date = timeline.drawDate(random, "pilgrimage");
    expect(date >= "2024-06-16" && date <= "2026-06-15").toBe(true);
    const at = timeline.drawInstant(random, "pilgrimage", date);
    expect(dateAt(at)).toBe(date);
    expect(at).toBeLessThan(timeline.endsAt);
  }
});

test("a date's week begins on its Sunday", () => {
  expect(sundayOf("2026-06-14")).toBe("2026-06-14");
  expect(sundayOf("2026-06-20")).toBe("2026-06-14");
});

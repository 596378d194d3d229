import { describe, expect, test } from "vitest";
import { NOT_BEGUN, type JourneyAction, type JourneyState } from "#policies/journey-state.ts";
import { apply } from "#policies/journey.ts";
import { Journey, type Actor } from "#policies/journey-schema.ts";
import { milestonesOf, type SubjectKeys } from "#server/journeys/to-milestones.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 20, 6);
const name = { ar: "خطوة", en: "step" };
const JOURNEY = Journey.parse({
  id: "request",
  name,
  subject: "request",
  start: "committee",
  steps: [
    {
      ...{ id: "committee", name, clause: "C15", by: ["committee"] },
      outcomes: [
        { id: "accepted", name, to: "done" },
        { id: "unclear", name, to: "clarification" },
      ],
    },
    {
      ...{ id: "clarification", name, clause: "C13", by: ["committee"] },
      outcomes: [{ id: "clarified", name, to: "committee" }],
    },
  ],
  anytime: [{ id: "withdrawn", name, to: "withdrawn" }],
  endings: [
    { id: "done", name },
    { id: "withdrawn", name },
  ],
  clocks: [
    {
      ...{ id: "decision", name, clause: "C15", from: "committee", until: ["committee.accepted"] },
      ...{ bound: "min", days: 14, pauses: ["clarification"] },
    },
  ],
});
const KEYS: SubjectKeys = {
  service: "a",
  channel: "b",
  kind: "c",
  timeZone: "Asia/Riyadh",
  calendar: "gregorian",
  isSealed: false,
};

/** Milestones of clocks along a way: each action on its day. */
function clocksOf(steps: readonly [day: number, outcome: string][], keys = KEYS): string[] {
  let state: JourneyState = NOT_BEGUN;
  return steps.flatMap(([day, outcome], index) => {
    const action: JourneyAction = index === 0 ? { type: "open" } : { type: "move", outcome, given: [] };
    const event = { seq: index + 1, at: START + day * DAY, actor: "committee" as Actor, action };
    const before = state;
    state = apply(JOURNEY, state, event);
    return milestonesOf(JOURNEY, keys, { before, event, after: state })
      .filter(({ measure }) => measure.startsWith("clock"))
      .map((one) => [one.measure, one.countedOn, one.outcome, one.duration ?? "", one.n].join(" ").replace(/ +/g, " "));
  });
}

describe("the milestones of a clock", () => {
  test("count the start, and the decision on the same day with the days it took", () => {
    expect(
      clocksOf([
        [0, ""],
        [9, "accepted"],
      ]),
    ).toEqual(["clock-started 2026-03-20 1", "clock-stopped 2026-03-20 accepted 9 1"]);
  });

  test("move the start on by the days of a pause, in which nobody is counted as waiting", () => {
    expect(
      clocksOf([
        [0, ""],
        [4, "unclear"],
        [10, "clarified"],
        [15, "accepted"],
      ]),
    ).toEqual([
      "clock-started 2026-03-20 1",
      "clock-started 2026-03-20 -1",
      "clock-started 2026-03-26 1",
      "clock-stopped 2026-03-26 accepted 9 1",
    ]);
  });

  test("say of an end without a decision how long it had waited, and no decision", () => {
    expect(
      clocksOf([
        [0, ""],
        [6, "withdrawn"],
      ]),
    ).toEqual(["clock-started 2026-03-20 1", "clock-stopped 2026-03-20 ended 6 1"]);
  });

  test("say of one that was withdrawn while its clock stood still how long it had run", () => {
    expect(
      clocksOf([
        [0, ""],
        [4, "unclear"],
        [10, "withdrawn"],
      ]),
    ).toEqual([
      "clock-started 2026-03-20 1",
      "clock-started 2026-03-20 -1",
      "clock-started 2026-03-26 1",
      "clock-stopped 2026-03-26 ended 4 1",
    ]);
  });

  test("keep only the month of what is sealed", () => {
    expect(clocksOf([[0, ""]], { ...KEYS, isSealed: true })).toEqual(["clock-started 2026-03-01 1"]);
    // 20 March 2026 is the first of Shawwal 1447 in Umm al-Qura; the day before belongs to Ramadan, from 18 February on.
    const hijri = { ...KEYS, isSealed: true, calendar: "hijri" } as const;
    expect(clocksOf([[0, ""]], hijri)).toEqual(["clock-started 2026-03-20 1"]);
    expect(clocksOf([[-1, ""]], hijri)).toEqual(["clock-started 2026-02-18 1"]);
  });
});

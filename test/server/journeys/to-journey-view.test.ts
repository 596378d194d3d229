import { describe, expect, test } from "vitest";
import { Journey } from "#policies/journey-schema.ts";
import { replay } from "#policies/journey.ts";
import type { JourneyAction, JourneyEvent } from "#policies/journey-state.ts";
import { isOverdue } from "#server/journeys/is-overdue.ts";
import { movesOf } from "#server/journeys/moves-of.ts";
import { toJourneyView } from "#server/journeys/to-journey-view.ts";

const DAY = 86_400_000;
const name = { ar: "خطوة", en: "Step" };

const journey = Journey.parse({
  id: "request",
  name,
  subject: "request",
  start: "reception",
  steps: [
    {
      id: "reception",
      name,
      clause: "C11",
      by: ["applicant", "officer"],
      outcomes: [{ id: "submitted", name, to: "committee", needs: ["answers"] }],
    },
    {
      id: "committee",
      name,
      clause: "C15",
      by: ["committee"],
      outcomes: [
        { id: "accepted", name, to: "accepted", needs: ["quorum"] },
        { id: "refused", name, to: "refused", needs: ["quorum", "reason"] },
        { id: "unclear", name, to: "reception", needs: ["reason"] },
      ],
    },
  ],
  anytime: [{ id: "withdrawn", name, to: "withdrawn", by: ["applicant"] }],
  endings: [
    { id: "accepted", name },
    {
      id: "refused",
      name,
      reopens: { id: "objection", name, to: "committee", by: ["applicant"], withinDays: 30, needs: ["reason"] },
    },
    { id: "withdrawn", name },
  ],
  clocks: [
    {
      id: "decision",
      name,
      clause: "C15",
      from: "committee",
      until: ["committee.accepted", "committee.refused"],
      bound: "max",
      days: 10,
      pauses: ["reception"],
    },
  ],
});

const move = (outcome: string, given: ("quorum" | "reason")[] = []) => ({ type: "move", outcome, given }) as const;

/** Events on the given days; who acts follows from the action. */
function eventsOf(...told: [number, JourneyEvent["actor"], JourneyAction][]): JourneyEvent[] {
  return told.map(([day, actor, action], index) => ({ seq: index + 1, at: day * DAY, actor, action }));
}

const AT_COMMITTEE = [
  [0, "applicant", { type: "open" }],
  [0, "applicant", { type: "prove", need: "answers" }],
  [1, "applicant", move("submitted")],
] as [number, JourneyEvent["actor"], JourneyAction][];

describe("toJourneyView", () => {
  test("says where it stands, what comes next, who takes it and what is missing", () => {
    const state = replay(journey, eventsOf([0, "applicant", { type: "open" }]));
    const view = toJourneyView(journey, state, { actor: "officer", at: 0 });
    expect(view.steps.map((step) => [step.id, step.state])).toEqual([
      ["reception", "now"],
      ["committee", "ahead"],
    ]);
    expect(view.outcomes).toEqual([
      {
        id: "submitted",
        isEnd: false,
        isAnytime: false,
        name,
        by: ["applicant", "officer"],
        isMine: true,
        needs: ["answers"],
        missing: [{ need: "answers", by: ["applicant", "officer", "researcher", "partner", "projects"] }],
        asks: [],
      },
      {
        id: "withdrawn",
        isEnd: true,
        isAnytime: true,
        name,
        by: ["applicant"],
        isMine: false,
        needs: [],
        missing: [],
        asks: [],
      },
    ]);
    expect(view.clocks).toEqual([]);
    expect(toJourneyView(journey, state, { actor: null, at: 0 }).outcomes.some(({ isMine }) => isMine)).toBe(false);
  });

  test("tells what comes with a decision, and how long it has run without its pauses", () => {
    const events = eventsOf(...AT_COMMITTEE, [4, "committee", move("unclear", ["reason"])]);
    const paused = toJourneyView(journey, replay(journey, events), { actor: "officer", at: 9 * DAY });
    expect(paused.clocks).toMatchObject([{ id: "decision", ranDays: 3, isPaused: true, isStopped: false }]);
    const back = replay(journey, [...events, { seq: 5, at: 9 * DAY, actor: "officer", action: move("submitted") }]);
    const view = toJourneyView(journey, back, { actor: "committee", at: 11 * DAY });
    expect(view.clocks).toMatchObject([{ ranDays: 5, isPaused: false }]);
    expect(view.outcomes.map(({ id, asks, isMine }) => [id, asks, isMine])).toEqual([
      ["accepted", ["quorum"], true],
      ["refused", ["quorum", "reason"], true],
      ["unclear", ["reason"], true],
      ["withdrawn", [], false],
    ]);
  });

  test("offers the objection while it is in time, once", () => {
    const refused = eventsOf(...AT_COMMITTEE, [2, "committee", move("refused", ["quorum", "reason"])]);
    const at = (events: JourneyEvent[], day: number) =>
      toJourneyView(journey, replay(journey, events), { actor: "applicant", at: day * DAY }).outcomes.map(
        ({ id }) => id,
      );
    expect(at(refused, 32)).toEqual(["objection"]);
    expect(at(refused, 33)).toEqual([]);
    const again = [
      ...refused,
      { seq: 5, at: 3 * DAY, actor: "applicant", action: move("objection", ["reason"]) },
      { seq: 6, at: 4 * DAY, actor: "committee", action: move("refused", ["quorum", "reason"]) },
    ] as JourneyEvent[];
    expect(at(again, 5)).toEqual([]);
  });
});

describe("isOverdue", () => {
  const overdue = (events: JourneyEvent[], day: number) => isOverdue(journey, replay(journey, events), day * DAY);

  test("is by the policy's ceiling, pauses left out, or by fourteen days in one step", () => {
    expect(overdue(eventsOf(...AT_COMMITTEE), 11)).toBe(false);
    expect(overdue(eventsOf(...AT_COMMITTEE), 11.01)).toBe(true);
    const paused = eventsOf(...AT_COMMITTEE, [4, "committee", move("unclear", ["reason"])]);
    expect(overdue(paused, 18)).toBe(false);
    expect(overdue(paused, 18.01)).toBe(true);
    const ended = eventsOf(...AT_COMMITTEE, [4, "applicant", move("withdrawn")]);
    expect(overdue(ended, 400)).toBe(false);
  });
});

describe("movesOf", () => {
  test("tells from where to where each way out led, the way back in too", () => {
    const events = eventsOf(
      ...AT_COMMITTEE,
      [2, "committee", move("refused", ["quorum", "reason"])],
      [3, "applicant", move("objection", ["reason"])],
    );
    expect(movesOf(journey, events).map(({ from, outcome, step, ending }) => [from, outcome, step, ending])).toEqual([
      ["reception", "submitted", "committee", null],
      ["committee", "refused", null, "refused"],
      [null, "objection", "committee", null],
    ]);
  });
});

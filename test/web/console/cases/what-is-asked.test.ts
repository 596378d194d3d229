import { describe, expect, test } from "vitest";
import type { CaseView } from "#web/api/cases.ts";
import { whatIsAsked } from "#web/console/cases/NextStep.tsx";

const words = { ar: "كلمة", en: "word" };

/** A case at a step with one way out. */
function makeView(at: {
  missing?: CaseView["journeyView"]["outcomes"][number]["missing"];
  proven?: CaseView["journeyView"]["proven"];
  external?: boolean;
  more?: Partial<CaseView>;
  sentAt?: number;
  returnedAt?: number;
}): CaseView {
  const step = { id: "here", name: words, clause: "I1", by: [], state: "now" as const };
  return {
    ...{ id: "2026-0001", openedAt: 0, step: "here", ending: null, since: 0, seq: 1, place: "", isOverdue: false },
    person: { name: "", phone: "", note: "" },
    personVersion: "",
    journeyView: {
      ...{ id: "case", name: words, endings: [], moves: [], proven: at.proven ?? [], clocks: [] },
      steps: [at.external === true ? { ...step, external: words } : step],
      outcomes: [
        {
          id: "on",
          name: words,
          by: [],
          isMine: true,
          missing: at.missing ?? [],
          asks: [],
          needs: [],
          isEnd: false,
          isAnytime: false,
        },
      ],
      sentAt: at.sentAt ?? null,
      returnedAt: at.returnedAt ?? null,
    },
    asksPlace: [],
    criteria: { list: [], judgedAt: null, isMine: false },
    reports: [],
    asksReport: null,
    recovery: { levels: [], assessments: [], isAsked: false, isMine: false },
    ...{ followUps: [], mayRecordFollowUps: false, history: [], today: "2026-06-15", now: 0 },
    ...at.more,
  };
}

describe("the one question of a case", () => {
  test("is what was done, where nothing is needed", () => {
    expect(whatIsAsked(makeView({}))).toBe("move");
  });

  test("follows what is outside: sent, come back, with which result", () => {
    expect(whatIsAsked(makeView({ external: true }))).toBe("send");
    expect(whatIsAsked(makeView({ external: true, sentAt: 1 }))).toBe("back");
    expect(whatIsAsked(makeView({ external: true, sentAt: 1, returnedAt: 2 }))).toBe("returned");
  });

  test("is the report until it is written", () => {
    const more = { asksReport: { rule: "r", name: words, isMine: true } };
    expect(whatIsAsked(makeView({ more, missing: [{ need: "report", by: ["clinician"] }] }))).toBe("report");
    expect(whatIsAsked(makeView({ more, proven: ["report"] }))).toBe("reportReady");
  });

  test("is the next follow-up, or its date while it is ahead, then whether to close", () => {
    const line = {
      id: "1",
      caseId: "2026-0001",
      day: 30,
      dueOn: "2026-07-15",
      place: "inside" as const,
      note: "",
      who: "",
    };
    const about = { ...line, outcome: "" as const, doneAt: null, tryUntil: "2026-07-29" };
    const missing = [{ need: "follow-ups" as const, by: ["researcher" as const] }];
    const followUps = (state: "ahead" | "overdue" | "settled") => ({ followUps: [{ ...about, state }] });
    expect(whatIsAsked(makeView({ missing, more: followUps("ahead") }))).toBe("followUpAhead");
    expect(whatIsAsked(makeView({ missing, more: followUps("overdue") }))).toBe("followUp");
    expect(whatIsAsked(makeView({ more: followUps("settled") }))).toBe("followUpReady");
  });
});

import { describe, expect, it } from "vitest";
import { documentsNeeded, judgeEligibility, type Evaluate } from "#policies/eligibility.ts";
import { documentValidity } from "#policies/document-validity.ts";
import { DocumentRule } from "#policies/request-schema.ts";

const reason = { ar: "سبب", en: "Reason" };
const condition = (id: string, expression: string) => ({ id, expression, reason, passage: `ثانياً ${id}` });

/** Reads "yes" and "no"; anything else is a field that nobody answered. */
const evaluate: Evaluate = (expression) =>
  expression === "yes" || expression === "no"
    ? { ok: true, holds: expression === "yes" }
    : { ok: false, problem: "unanswered", field: expression };

describe("eligibility", () => {
  it("is given when every condition holds, and when there is none", () => {
    expect(judgeEligibility([condition("a", "yes")], evaluate)).toEqual({ eligible: true, unmet: [], unreadable: [] });
    expect(judgeEligibility([], evaluate).eligible).toBe(true);
  });

  it("names every condition that is not met, with its reason, its passage and where to turn instead", () => {
    const refersTo = { ar: "مركز البلاغات", en: "Reporting centre" };
    const conditions = [condition("a", "no"), condition("b", "yes"), { ...condition("c", "no"), refersTo }];
    expect(judgeEligibility(conditions, evaluate)).toEqual({
      eligible: false,
      unmet: [
        { id: "a", reason, passage: "ثانياً a" },
        { id: "c", reason, passage: "ثانياً c", refersTo },
      ],
      unreadable: [],
    });
  });

  it("takes what cannot be read neither for met nor for unmet, and names the field", () => {
    expect(judgeEligibility([condition("a", "age"), condition("b", "yes")], evaluate)).toEqual({
      eligible: false,
      unmet: [],
      unreadable: [{ id: "a", expression: "age", problem: "unanswered", field: "age" }],
    });
  });
});

describe("documents", () => {
  const rule = (given: object) => DocumentRule.parse({ id: "doc", name: reason, ...given });

  it("are asked for always, when their condition holds, or not at all", () => {
    const rules = [{ id: "a" }, { id: "b", when: "yes" }, { id: "c", when: "no" }, { id: "d", when: "status" }].map(
      rule,
    );
    const { needed, unreadable } = documentsNeeded(rules, evaluate);
    expect(needed.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(unreadable).toEqual([{ id: "d", expression: "status", problem: "unanswered", field: "status" }]);
  });

  it.each([
    [{}, {}, "valid"],
    [{ expires: true }, { expiresOn: "2026-02-28" }, "valid"],
    [{ expires: true }, { expiresOn: "2026-02-27" }, "expired"],
    [{ expires: true }, { expiresOn: "2030-01-01", issuedOn: "2026-03-01" }, "notYetIssued"],
    [{ expires: true }, {}, "noExpiry"],
    [{}, { expiresOn: "2020-01-01" }, "expired"],
    [{ notOlderThanMonths: 3 }, {}, "noIssue"],
    [{ notOlderThanMonths: 3 }, { issuedOn: "2025-11-28" }, "valid"],
    [{ notOlderThanMonths: 3 }, { issuedOn: "2025-11-27" }, "tooOld"],
    [{ notOlderThanMonths: 3, expires: true }, { issuedOn: "2025-12-01", expiresOn: "2026-03-01" }, "valid"],
  ] as const)("by rule %j with %j are %s on the last of February", (given, dates, expected) => {
    expect(documentValidity(rule(given), dates, "2026-02-28")).toBe(expected);
  });
});

import { describe, expect, it } from "vitest";
import type { OfferedService } from "#web/api/requests.ts";
import { channelFor, problemsIn, toDeskRequest, type RequestDraft } from "#web/console/requests/request-draft.ts";

const offered: OfferedService = {
  ...{ id: "skills", kinds: ["widow"], online: true, conditions: [], documents: [] },
  ...{ nameItem: "full-name", phoneItem: "mobile" },
  items: [
    { id: "full-name", kind: "unscored", questionType: "text", title: { ar: "الاسم" }, required: true },
    { id: "mobile", kind: "unscored", questionType: "text", title: { ar: "الجوال" }, required: true },
    {
      id: "income",
      kind: "unscored",
      questionType: "text",
      inputType: "number",
      title: { ar: "الدخل" },
      required: false,
    },
  ],
};
const draft: RequestDraft = {
  ...{ service: "skills", way: "phone", channel: "", kind: "", language: "ar", name: "", phone: "" },
  ...{ guardian: undefined, given: { "full-name": "نورة", mobile: "0551234567" }, consent: true, declared: true },
  ...{ signature: "", contactId: "c-1", submissionId: undefined },
};
const named = { ar: "قناة", en: "Channel" };
const channels = [
  { id: "branch-1", name: named, kind: "branch" as const },
  { id: "phone-1", name: named, kind: "phone" as const },
];
const offers = { declaration: { ar: "أقر", en: "I declare" } };

describe("a request that is taken down", () => {
  it("asks for nothing twice: person and signature come from the form", () => {
    expect(problemsIn(draft, { offered, offers })).toEqual([]);
    expect(toDeskRequest(draft, { offered, channels })).toEqual({
      ...{ service: "skills", way: "phone", channel: "phone-1", kind: "widow", language: "ar", consent: true },
      person: { name: "نورة", phone: "0551234567" },
      answers: { "full-name": "نورة", mobile: "0551234567" },
      declaration: { signedBy: "applicant", name: "نورة" },
      contactId: "c-1",
    });
  });

  it("is signed by the guardian where one applies", () => {
    const signed = toDeskRequest({ ...draft, guardian: "سعد" }, { offered, channels });
    expect(signed).toMatchObject({
      person: { guardian: "سعد" },
      declaration: { signedBy: "guardian", name: "سعد" },
    });
  });

  it("is not sent without consent, nor with what nobody can read; the declaration may follow later", () => {
    const given = { "full-name": "ن", mobile: "اتصل بأختي", income: "كثير" };
    const problems = problemsIn({ ...draft, given, consent: false, guardian: "" }, { offered, offers });
    expect(problems).toEqual(["full-name", "mobile", "guardian", "income", "consent", "signature"]);
    const later = { ...draft, declared: false };
    expect(problemsIn(later, { offered, offers })).toEqual([]);
    expect(toDeskRequest(later, { offered, channels })).not.toHaveProperty("declaration");
  });

  it("goes through the channel of its way, else through the first", () => {
    expect(channelFor("walk-in", channels)).toBe("branch-1");
    expect(channelFor("phone", channels)).toBe("phone-1");
    expect(channelFor("letter", channels)).toBe("branch-1");
  });
});

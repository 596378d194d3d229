import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { toHijri } from "#policies/calendar.ts";
import { loadPolicies } from "#policies/load-policies.ts";

const policies = loadPolicies(fileURLToPath(new URL("../../policies", import.meta.url)));
const ids = ["amal", "bazil", "ibtissam", "tuwaiq", "yusr"] as const;
const FORMS = [
  "general-service",
  "consultation",
  "training-programme",
  "court-visitation",
  "safe",
  "pilgrim",
  "partner-evaluation",
  "indirect-pulse",
];

/** Which clauses of the acceptance list each text has; those it lacks are left out on purpose. */
const CLAUSES: Record<(typeof ids)[number], string[]> = {
  amal: [...upTo("C", 6), "C7a", "C7b", "C7c", ...between("C", 8, 19), ...upTo("A", 3)],
  // No "perceptions", "right to evaluate", "quality culture" or "sensing opinions".
  bazil: [...upTo("C", 6), ...between("C", 9, 19), ...upTo("B", 3)],
  // No tools, documents, clarification, declaration, committee, registration; its own eleven steps instead.
  ibtissam: [...upTo("C", 6), "C7a", "C7b", "C7c", "C8", "C9", "C11", "C18", "C19", ...upTo("I", 11)],
  // No "from where they are", tools, clarification, declaration, settling of disputes.
  tuwaiq: [
    ...upTo("C", 4),
    "C6",
    "C7a",
    "C7b",
    "C7c",
    "C8",
    "C9",
    "C11",
    "C12",
    "C15",
    "C16",
    "C17",
    "C19",
    ...upTo("T", 19),
  ],
  yusr: [...upTo("C", 6), "C7a", "C7b", "C7c", ...between("C", 8, 19), ...upTo("Y", 5)],
};

/** The metric, check or dimension that the acceptance list asks for, beside clauses where one figure says what it is about. */
const ASKED_FOR: Record<string, string[]> = {
  C2: ["stage-days|step-days"],
  C4: ["answer-hours", "first-contact-answer-share"],
  C5: ["remote-delivery-share"],
  C6: ["response", "actions-closed", "action-improved-share"],
  C7b: ["response", "held-comments", "no-staff-dimension"],
  C8: ["actions-published"],
  C9: ["contacts", "deliveries", "satisfaction"],
  C10: ["shelf", "shelf-openings"],
  C12: ["complete-first-share", "expired-documents", "median-completion-days"],
  C13: ["clarifications", "median-clarification-days"],
  C14: ["declared-share"],
  C15: ["decided-median-days", "by-day-14", "after-day-14", "before-14-count", "after-14-count", "refusal-notified"],
  C16: ["registered-share", "median-registration-days"],
  C17: ["deliveries"],
  C18: ["complaints", "complaints-open", "median-complaint-days"],
  C19: ["versions", "next-review", "acknowledged-share"],
  I1: ["case-steps", "case-median-step-days"],
  I9: ["recovery-better-share"],
  I11: ["follow-ups-due", "follow-up-done-share"],
  Y1: ["unmet-conditions", "responseRate"],
  Y2: ["unmet-conditions", "contradictions"],
  Y3: ["unmet-conditions", "responseRate"],
  Y4: ["unmet-conditions"],
  Y5: ["unmet-conditions", "referrals"],
  T2: ["online-request-share"],
  T3: ["confidentiality"],
  T5: ["out-of-field-referred-share", "referral-notified-share"],
  T9: ["unmet-conditions", "refusal-notified-share"],
  T10: ["reviews-due", "review-done-share"],
  T11: ["next-review"],
  T13: ["partner-requests"],
  T14: ["partner-studied-share"],
  T16: ["agreements-signed-share"],
  T17: ["impact-report-filed-share", "indicators-reached-share", "partnership-evaluated-share"],
  T18: ["acknowledged-share"],
  T19: ["circulated-share"],
  A3: ["approval-dates"],
};

describe("the evidence", () => {
  it.each(ids)("stands beside every clause of %s, as the acceptance list asks", (id) => {
    for (const { id: clause, evidence } of policyOf(id).clauses) {
      const named = evidence.map((piece) => ("check" in piece ? piece.check : piece.metric));
      expect(named.length, clause).toBeGreaterThan(0);
      for (const asked of ASKED_FOR[clause] ?? []) {
        expect(named, clause).toContainEqual(expect.stringMatching(new RegExp(asked)));
      }
    }
  });

  it("keeps internal and external people apart, side by side, and never without saying which", () => {
    for (const policy of policies.values()) {
      const internal = policy.beneficiaryKinds.filter(({ relation }) => relation === "internal").map(({ id }) => id);
      const { evidence = [] } = policy.clauses.find(({ id }) => id === "C7c") ?? {};
      const kinds = evidence.map((piece) => ("metric" in piece ? (piece.filters["kind"] ?? []) : []));
      for (const each of kinds) {
        expect(each.length).toBeGreaterThan(0);
        expect([0, each.length]).toContain(each.filter((kind) => internal.includes(kind)).length);
      }
      if (evidence.length > 0) expect(kinds).toContainEqual(internal);
    }
  });

  it("asks nobody's opinion of a person: no piece is broken down by who did the work", () => {
    const asked = [...policies.values()].flatMap(({ clauses }) =>
      clauses.flatMap(({ evidence }) =>
        evidence.flatMap((piece) => ("metric" in piece ? [piece.by ?? "", ...Object.keys(piece.filters)] : [])),
      ),
    );
    expect(asked.filter((dimension) => /staff|officer|employee|person|actor|recorded/.test(dimension))).toEqual([]);
  });
});

describe("the five policies", () => {
  it("are all there, by their short names", () => {
    expect([...policies.keys()]).toEqual(ids);
  });

  it.each(ids)("%s carries each clause that its text has, in Arabic with an English gloss", (id) => {
    const { clauses } = policyOf(id);
    expect(clauses.map((clause) => clause.id)).toEqual(CLAUSES[id]);
    for (const { text, gloss } of clauses) {
      expect(text).toMatch(/^\p{Script=Arabic}/u);
      expect(text, "noise of scanning").not.toMatch(/[یک◆]|\s{2}|\s[،.:)]|^\s*[-\d]/mu);
      expect(gloss).toMatch(/^[A-Z][\x20-\x7e]+\.$/);
    }
  });

  it("keep the right to evaluate in the words that three pages quote", () => {
    for (const id of ["amal", "ibtissam", "tuwaiq", "yusr"] as const) {
      const right = policyOf(id).clauses.find((clause) => clause.id === "C7b");
      expect(right?.text).toContain("حق من حقوق المستفيد");
      expect(right?.text).toContain("أداة للتقويم والتطوير لا للعقاب والتشهير");
    }
  });

  it.each(ids)("%s has a colour that can be read on white", (id) => {
    expect(1.05 / (luminance(policyOf(id).colour) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });

  it("have five colours that differ", () => {
    expect(new Set([...policies.values()].map(({ colour }) => colour)).size).toBe(5);
  });

  it.each(ids)("%s asks with forms that exist", (id) => {
    for (const { invitation } of policyOf(id).services) expect(FORMS).toContain(invitation.form);
  });

  it.each(ids)("%s has a delivery channel for the Ministry's words for an electronic service", (id) => {
    for (const word of ["خدمة إلكترونية", "خدمة إلكترونية جزئيا"]) {
      const found = policyOf(id).channels.filter(({ aliases }) => aliases.includes(word));
      expect(found.map((channel) => channel.id)).toEqual(["website"]);
    }
  });

  it.each([
    ["amal", "interview phone social letter assistance volunteering website branch"],
    ["bazil", "interview phone social letter assistance volunteering website branch"],
    ["yusr", "interview phone social letter assistance volunteering website branch"],
    ["ibtissam", "phone social letter office website"],
    ["tuwaiq", "interview phone researcher social volunteering website"],
  ] as const)("%s lists its channels in the order of its text", (id, channels) => {
    expect(
      policyOf(id)
        .channels.map((channel) => channel.id)
        .join(" "),
    ).toBe(channels);
  });

  it.each([
    ["amal", 4],
    ["bazil", 4],
    ["yusr", 3],
    ["ibtissam", 0],
    ["tuwaiq", 0],
  ] as const)("%s names %i tools of the officer", (id, count) => {
    expect(policyOf(id).tools).toHaveLength(count);
  });

  it.each(["amal", "ibtissam"] as const)(
    "%s invites nobody by name, asks safely and shows no group under ten",
    (id) => {
      const policy = policyOf(id);
      expect(policy).toMatchObject({ sensitivity: "sealed", k: 10 });
      for (const service of policy.services) {
        expect(service).toMatchObject({ sensitivity: "sealed", k: 10, invitation: { ask: "group", form: "safe" } });
      }
    },
  );

  it("amal waits a quiet period before it asks", () => {
    for (const { invitation } of policyOf("amal").services) expect(invitation.delayHours).toBeGreaterThanOrEqual(24);
  });

  it("yusr protects two of its five services more than the others", () => {
    const services = policyOf("yusr").services.map(({ id, sensitivity, k, invitation }) => [
      id,
      sensitivity,
      k,
      invitation.ask,
      invitation.form,
    ]);
    expect(services).toEqual([
      ["consultation", "general", 5, "each", "consultation"],
      ["awareness", "general", 5, "each", "training-programme"],
      ["skills", "general", 5, "each", "training-programme"],
      ["shaml", "sensitive", 10, "each", "court-visitation"],
      ["protection", "sensitive", 10, "group", "safe"],
    ]);
  });

  it("tuwaiq keeps direct and indirect beneficiaries apart", () => {
    const { beneficiaryKinds, services } = policyOf("tuwaiq");
    expect(beneficiaryKinds.filter(({ relation }) => relation === "indirect").map(({ id }) => id)).toEqual([
      "content-user",
    ]);
    expect(services.find(({ id }) => id === "digital-content")?.invitation).toMatchObject({
      ask: "group",
      form: "indirect-pulse",
    });
    expect(services.find(({ id }) => id === "partner-capacity")?.invitation.form).toBe("partner-evaluation");
  });

  it("bazil speaks fourteen languages and asks pilgrims with the pilgrims' form only", () => {
    const { languages, services } = policyOf("bazil");
    expect([...languages].sort()).toEqual([
      "am",
      "ar",
      "bn",
      "en",
      "es",
      "fa",
      "fr",
      "ha",
      "id",
      "ms",
      "ru",
      "si",
      "tr",
      "ur",
    ]);
    for (const { invitation } of services) expect(invitation.form).toBe("pilgrim");
  });

  it("keep the dates of adoption as printed, also the pair that disagrees", () => {
    expect(policyOf("ibtissam").approval).toMatchObject({ gregorianOn: "2023-02-12", replacesEarlier: true });
    expect(policyOf("yusr").approval).toMatchObject({ hijriOn: "1442-11-25", gregorianOn: "2021-07-05" });
    expect(toHijri("2021-07-05")).toEqual({ year: 1442, month: 11, day: 25 });
    expect(policyOf("amal").approval).toMatchObject({ hijriOn: "1445-04-06", gregorianOn: "2024-10-21" });
    expect(toHijri("2024-10-21")).not.toEqual({ year: 1445, month: 4, day: 6 });
    expect(policyOf("tuwaiq").approval).toBeUndefined();
    expect(policyOf("bazil").approval).toBeUndefined();
  });
});

describe("journeys", () => {
  it("pass through the stations of the text, each with its clause", () => {
    const stations = (id: (typeof ids)[number], journey: string) =>
      policyOf(id)
        .journeys.find((each) => each.id === journey)
        ?.steps.map((step) => `${step.id} ${step.clause}`);
    expect(stations("ibtissam", "case")).toEqual([
      "reception I1",
      "classification I2",
      "identity I3",
      "psychological I4",
      "social I5",
      "file I6",
      "admission I7",
      "stay I8",
      "progress I9",
      "discharge I10",
      "follow-up I11",
    ]);
    expect(stations("tuwaiq", "partnership")?.map((station) => station.split(" ")[1])).toEqual([
      "T13",
      "T14",
      "T15",
      "T16",
      "T17",
      "T17",
    ]);
    expect(stations("yusr", "request")).toEqual([
      "reception C11",
      "documents C12",
      "clarification C13",
      "eligibility Y1",
      "committee C15",
      "registration C16",
      "delivery C17",
    ]);
    expect(stations("yusr", "request-with-interview")).toContain("interview Y3");
    expect(stations("tuwaiq", "request")?.map((station) => station.split(" ")[0])).not.toContain("clarification");
  });

  it.each(["amal", "bazil", "yusr"] as const)("%s reads the two weeks as the text has them: not less", (id) => {
    for (const { clocks } of policyOf(id).journeys) {
      expect(clocks).toMatchObject([{ id: "decision", clause: "C15", bound: "min", days: 14 }]);
    }
  });

  it("open reports on people in care for clinical roles only", () => {
    const steps = policyOf("ibtissam").journeys.flatMap((journey) => journey.steps);
    const restricted = steps.flatMap(({ id, restricted }) =>
      restricted ? [[id, restricted.report, restricted.to]] : [],
    );
    expect(restricted).toEqual([
      ["psychological", "psychological", ["clinician"]],
      ["social", "social", ["clinician"]],
    ]);
  });

  it("ask whoever was refused, withdrew or was referred how it was, and let the refused object", () => {
    for (const policy of policies.values()) {
      for (const { subject, endings } of policy.journeys) {
        for (const { id, evaluation, reopens } of subject === "request" ? endings : []) {
          if (id !== "delivered") expect(evaluation).toBe("request-outcome");
          if (id === "refused") expect(reopens?.id).toBe("objection");
        }
      }
    }
  });
});

function policyOf(id: (typeof ids)[number]) {
  const policy = policies.get(id);
  if (policy === undefined) throw new Error(`no policy ${id}`);
  return policy;
}

function upTo(letter: string, last: number): string[] {
  return between(letter, 1, last);
}

function between(letter: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${letter}${first + index}`);
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

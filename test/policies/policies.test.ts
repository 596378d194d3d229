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

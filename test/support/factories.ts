import { randomUUID } from "node:crypto";
import { Policy } from "#policies/schema.ts";
import { builtinForms } from "#surveys/builtin-forms.ts";
import type { Store } from "#server/store/store.ts";

/** 15 June 2026, 10:00 in Riyadh: the day on which tests happen. */
export const TEST_NOW = Date.UTC(2026, 5, 15, 7);

let made = 0;

/** An association that exists nowhere else; `overrides` replace whole fields. */
export function makePolicy(overrides: Partial<Policy> = {}): Policy {
  made += 1;
  return Policy.parse({
    id: `assoc-${made}-${randomUUID().slice(0, 8)}`,
    name: { ar: `جمعية ${made}`, en: `Association ${made}` },
    shortName: { ar: `ج${made}`, en: `A${made}` },
    colour: "#2f5d9b",
    sensitivity: "general",
    k: 5,
    calendar: "gregorian",
    timeZone: "Asia/Riyadh",
    languages: ["ar", "en"],
    beneficiaryKinds: [
      { id: "family", name: { ar: "الأسر", en: "Families" }, relation: "direct" },
      { id: "child", name: { ar: "الأطفال", en: "Children" }, relation: "direct" },
      { id: "volunteer", name: { ar: "المتطوعون", en: "Volunteers" }, relation: "volunteer" },
    ],
    channels: [
      { id: "interview", name: { ar: "المقابلة", en: "Interview" }, kind: "interview", aliases: ["حضوري"] },
      { id: "phone", name: { ar: "الاتصالات الهاتفية", en: "Phone calls" }, kind: "phone", aliases: ["هاتف"] },
      {
        id: "website",
        name: { ar: "الموقع الإلكتروني", en: "Website" },
        kind: "website",
        aliases: ["خدمة إلكترونية", "خدمة إلكترونية جزئيا"],
      },
    ],
    tools: [],
    services: [
      {
        id: "consultation",
        name: { ar: "الاستشارات", en: "Consultation" },
        sensitivity: "general",
        k: 5,
        invitation: { ask: "each", form: "general-service", delayHours: 24, validDays: 30, except: ["child"] },
        aliases: ["استشارة"],
      },
      {
        id: "shelter",
        name: { ar: "الإيواء", en: "Shelter" },
        sensitivity: "sealed",
        k: 10,
        invitation: { ask: "group", form: "safe" },
      },
      {
        id: "archive",
        name: { ar: "الأرشيف", en: "Archive" },
        sensitivity: "general",
        k: 5,
        invitation: { ask: "none", form: "general-service" },
      },
    ],
    clauses: [{ id: "C1", text: "خدمة متميزة", gloss: "A distinguished service" }],
    ...overrides,
  } satisfies Policy | Record<string, unknown>);
}

/** Puts an association and version 1 of every built-in form, published, into the store; returns its policy. */
export async function seedAssociation(store: Store, policy: Policy = makePolicy()): Promise<Policy> {
  const forms = builtinForms();
  await store.write(async (tx) => {
    await tx.insertInto("association").values({ id: policy.id, created_at: TEST_NOW }).execute();
    await tx
      .insertInto("form")
      .values(forms.map(({ id }) => ({ association_id: policy.id, id, title: id, created_at: TEST_NOW })))
      .execute();
    await tx
      .insertInto("form_version")
      .values(
        forms.map(({ id, definition }) => ({
          association_id: policy.id,
          form_id: id,
          version: 1,
          definition: JSON.stringify(definition),
          created_at: TEST_NOW,
          published_at: TEST_NOW,
        })),
      )
      .execute();
  });
  return policy;
}

/** The policies that `deps.policies` holds, by id. */
export function policiesOf(...policies: readonly Policy[]): ReadonlyMap<string, Policy> {
  return new Map(policies.map((policy) => [policy.id, policy]));
}

import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Hono } from "hono";
import { pino } from "pino";
import { loadPolicies } from "#policies/load-policies.ts";
import { Policy, type Service } from "#policies/schema.ts";
import { createAuth } from "#server/accounts/auth.ts";
import type { Role } from "#server/accounts/roles.ts";
import { committeeRoutes } from "#server/committee/routes.ts";
import type { Deps } from "#server/deps.ts";
import { createFormShelf } from "#server/forms/form-shelf.ts";
import { findHouse } from "#server/house.ts";
import { problemHandler } from "#server/http/problem.ts";
import { syncVersions } from "#server/policy/sync-versions.ts";
import { APPLICANT } from "#server/requests/follow-request.ts";
import type { NewRequest } from "#server/requests/new-request.ts";
import { openRequest } from "#server/requests/open-request.ts";
import type { RequestView } from "#server/requests/request-view.ts";
import { requestRoutes } from "#server/requests/routes.ts";
import { createSeal } from "#server/store/seal.ts";
import type { Store } from "#server/store/store.ts";
import { bearer, TEST_SETTINGS } from "#test/support/delivery-deps.ts";
import { makePolicy, policiesOf, seedAssociation, TEST_NOW } from "#test/support/factories.ts";

export const DAY = 86_400_000;

/** What the tests apply with: an age, where somebody lives, and whether they are widowed. */
const APPLICATION = {
  title: { ar: "طلب الخدمة", en: "Application" },
  elements: [
    {
      type: "text",
      inputType: "number",
      name: "age",
      title: { ar: "العمر", en: "Age" },
      isRequired: true,
      min: 1,
      max: 120,
    },
    {
      type: "radiogroup",
      name: "residence",
      title: { ar: "الإقامة", en: "Residence" },
      isRequired: true,
      choices: [
        { value: "lawful", text: { ar: "نظامية", en: "Lawful" } },
        { value: "visitor", text: { ar: "زيارة", en: "Visitor" } },
      ],
    },
    { type: "boolean", name: "widowed", title: { ar: "أرملة", en: "Widowed" } },
    { type: "comment", name: "need", title: { ar: "ما الذي تحتاج إليه؟", en: "What do you need?" }, maxLength: 500 },
  ],
};

const NAMED = { ar: "خدمة", en: "Service" };
const CONDITIONS = [
  { id: "adult", expression: "{age} >= 18", reason: { ar: "العمر أقل من ١٨", en: "Below 18" }, passage: "العمر" },
  {
    id: "resident",
    expression: "{residence} = 'lawful'",
    reason: { ar: "الإقامة غير نظامية", en: "No lawful residence" },
    passage: "الإقامة",
    refersTo: { ar: "مركز البلاغات", en: "The reporting centre" },
  },
];
const DOCUMENTS = [
  { id: "identity", name: { ar: "الهوية", en: "Identity" }, expires: true },
  { id: "status", name: { ar: "إثبات الحالة", en: "Status" }, when: "{widowed} = true" },
];

function services(): unknown[] {
  const each = { ask: "each", form: "general-service", delayHours: 0, validDays: 30 };
  const service = (id: string, request: object, more: object = {}) => ({
    id,
    name: NAMED,
    sensitivity: "general",
    k: 5,
    invitation: each,
    request: { journey: "request", form: "application", kinds: ["family"], ...request },
    ...more,
  });
  const sealed = { sensitivity: "sealed", k: 10, invitation: { ask: "group", form: "safe" } };
  return [
    service("support", { conditions: CONDITIONS, documents: DOCUMENTS }),
    service("plain", {}),
    service("desk-only", { online: false }),
    service("sheltered", { conditions: CONDITIONS }, sealed),
    service("unclear", { conditions: [{ ...CONDITIONS[0], expression: "{income} < 5000" }] }),
    service("coaching", { journey: "request-with-interview" }),
    service("permit", { journey: "outside" }),
    { id: "brochure", name: NAMED, sensitivity: "general", k: 5, invitation: each },
  ];
}

/** A journey with a station outside the house. */
const OUTSIDE = {
  id: "outside",
  name: NAMED,
  subject: "request",
  start: "reception",
  steps: [
    {
      id: "reception",
      name: NAMED,
      clause: "C11",
      by: ["applicant", "officer"],
      outcomes: [{ id: "submitted", name: NAMED, to: "abroad", needs: ["answers"] }],
    },
    {
      id: "abroad",
      name: NAMED,
      clause: "C12",
      by: ["officer"],
      external: { to: { ar: "الجوازات", en: "Passports" } },
      outcomes: [{ id: "done", name: NAMED, to: "ended" }],
    },
  ],
  anytime: [],
  endings: [{ id: "ended", name: NAMED }],
  clocks: [{ id: "abroad", name: NAMED, clause: "C12", from: "abroad", until: ["abroad.done"], bound: "max", days: 3 }],
};

const house = loadPolicies(join(findHouse(import.meta.url), "policies")).get("yusr");

/** An association with services of every kind, and the journeys of `yusr`. */
export function makeRequestPolicy(overrides: Partial<Policy> = {}): Policy {
  if (!house) throw new Error("the policies of the house have no yusr");
  const { consent, declaration, complaints, journeys } = house;
  const base = makePolicy();
  return Policy.parse({
    ...base,
    services: services() as Service[],
    journeys: [...journeys, OUTSIDE],
    consent,
    declaration,
    complaints,
    quorum: 3,
    reviewMonths: 12,
    ...overrides,
  });
}

/** What a route answered; the tests look at parts of it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a body of any shape, looked at by matchers only
export type Answer = { readonly status: number; readonly body: any };

export type World = {
  readonly deps: Deps;
  readonly policy: Policy;
  readonly clock: { now: number };
  readonly call: (role: Role, path: string, body?: unknown) => Promise<Answer>;
  /** `call` with a key of one's own, of this or of another association. */
  readonly callWith: (headers: { authorization: string }, path: string, body?: unknown) => Promise<Answer>;
  /** Applies online as somebody who fulfils every condition; `overrides` replace parts. */
  readonly apply: (
    overrides?: Partial<NewRequest>,
  ) => Promise<{ id: string; code: string; link: string; created: boolean }>;
  readonly view: (id: string) => Promise<RequestView>;
  readonly move: (role: Role, id: string, outcome: string, detail?: object) => Promise<Answer>;
  readonly judge: (id: string) => Promise<Answer>;
  readonly decide: (id: string, outcome: string, more?: object) => Promise<Answer>;
  /** Puts a document in as if it had been uploaded and looked at. */
  readonly putDocument: (id: string, rule: string, row?: object) => Promise<string>;
};

export const PRESENT = ["أمل", "بدر", "جود"];

/** Routes and deps of requests on a real store, with a clock that the test moves. */
export async function requestWorld(store: Store, policy: Policy = makeRequestPolicy()): Promise<World> {
  const clock = { now: TEST_NOW };
  const log = pino({ level: "silent" });
  const deps = {
    store,
    log,
    clock: () => clock.now,
    settings: TEST_SETTINGS,
    policies: policiesOf(policy),
    forms: createFormShelf(store),
    seal: createSeal(TEST_SETTINGS.secret),
    auth: createAuth({ settings: TEST_SETTINGS, store }),
  } as unknown as Deps;
  await seedAssociation(store, policy);
  await syncVersions(deps);
  await store.write(async (tx) => {
    const form = { association_id: policy.id, id: "application", title: "application", created_at: TEST_NOW };
    await tx.insertInto("form").values(form).execute();
    await tx
      .insertInto("form_version")
      .values({
        association_id: policy.id,
        form_id: "application",
        version: 1,
        definition: JSON.stringify(APPLICATION),
        created_at: TEST_NOW,
        published_at: TEST_NOW,
      })
      .execute();
  });
  const app = new Hono().onError(problemHandler(log)).route("/", requestRoutes(deps)).route("/", committeeRoutes(deps));
  const keys = new Map<Role, { authorization: string }>();

  const callWith: World["callWith"] = async (headers, path, body) => {
    const response = await app.request(
      path,
      body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) },
    );
    return { status: response.status, body: await response.json() };
  };
  const call: World["call"] = async (role, path, body) => {
    const headers = keys.get(role) ?? (await bearer(store, policy.id, role));
    keys.set(role, headers);
    return callWith(headers, path, body);
  };
  const seqOf = async (id: string) =>
    (await store.read.selectFrom("request").select("seq").where("id", "=", id).executeTakeFirstOrThrow()).seq;

  return {
    deps,
    policy,
    clock,
    call,
    callWith,
    apply: (overrides = {}) =>
      openRequest(deps, { associationId: policy.id, doer: APPLICANT, ...application(policy), ...overrides }),
    view: async (id) => (await call("officer", `/requests/${id}`)).body as RequestView,
    move: async (role, id, outcome, detail = {}) =>
      call(role, `/requests/${id}/moves`, { seq: await seqOf(id), outcome, detail }),
    judge: async (id) => call("officer", `/requests/${id}/eligibility`, { seq: await seqOf(id) }),
    decide: async (id, outcome, more = {}) =>
      call("committee", `/committee/${id}/decision`, { seq: await seqOf(id), outcome, present: PRESENT, ...more }),
    async putDocument(id, rule, row = {}) {
      const documentId = randomUUID();
      await store.write((tx) =>
        tx
          .insertInto("document")
          .values({
            association_id: policy.id,
            id: documentId,
            subject: "request",
            subject_id: id,
            rule,
            restricted_to: "",
            name_sealed: deps.seal.seal("file.pdf", `document.name\0${policy.id}\0${documentId}`),
            media_type: "application/pdf",
            bytes: 100,
            uploaded_at: clock.now,
            uploaded_by: "",
            state: "verified",
            issued_on: null,
            expires_on: "2027-01-01",
            judged_by: "",
            judged_at: clock.now,
            reason_sealed: "",
            ...row,
          })
          .execute(),
      );
      return documentId;
    },
  };
}

/** What somebody hands in who fulfils every condition of `support`. */
export function application(policy: Policy): NewRequest {
  return {
    service: "support",
    channel: "website",
    kind: "family",
    language: "ar",
    way: "online",
    person: { name: "نورة القحطاني", phone: "0551234567" },
    answers: { age: 34, residence: "lawful", widowed: false, need: "مساعدة في الإيجار" },
    consentVersion: policy.consent?.version ?? 0,
    declaration: { signedBy: "applicant", name: "نورة القحطاني" },
    submissionId: randomUUID(),
  };
}

/** A request that has come to the committee. */
export async function atCommittee(world: World, overrides: Partial<NewRequest> = {}): Promise<string> {
  const { id } = await world.apply(overrides);
  const needed = (await world.view(id)).documents.filter(({ isNeeded }) => isNeeded);
  for (const { rule } of needed) await world.putDocument(id, rule);
  await must(world.move("officer", id, "complete"));
  await must(world.judge(id));
  await must(world.move("officer", id, "eligible"));
  return id;
}

/** The body of an answer that must be good. */
export async function must(answer: Promise<Answer>): Promise<Answer["body"]> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

/** Milestones of the association as short texts: `measure step outcome ×n`, in order of their names. */
export async function countedBy({ deps, policy }: World): Promise<string[]> {
  const rows = await deps.store.read
    .selectFrom("milestone")
    .select(["measure", "step", "outcome", "n"])
    .where("association_id", "=", policy.id)
    .execute();
  const sums = new Map<string, number>();
  for (const { measure, step, outcome, n } of rows) {
    const key = [measure, step, outcome].filter((part) => part !== "").join(" ");
    sums.set(key, (sums.get(key) ?? 0) + n);
  }
  return [...sums]
    .filter(([, n]) => n !== 0)
    .map(([key, n]) => `${key} ×${n}`)
    .toSorted();
}

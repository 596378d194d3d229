import { expect, test } from "vitest";
import type { Policy } from "#policies/schema.ts";
import { acknowledgeComplaint, answerComplaint } from "#server/complaints/answer-complaint.ts";
import { closeObjection } from "#server/complaints/close-objection.ts";
import { insertComplaint } from "#server/complaints/insert-complaint.ts";
import { listComplaints } from "#server/complaints/list-complaints.ts";
import { readComplaint } from "#server/complaints/read-complaint.ts";
import { NewComplaint, recordComplaint } from "#server/complaints/record-complaint.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import { createSeal } from "#server/store/seal.ts";
import type { Store } from "#server/store/store.ts";
import { makePolicy, policiesOf, seedAssociation, TEST_NOW } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

const DAY = 86_400_000;
const account = (id: string, name: string, emailVerified: number | boolean) => ({
  ...{ id, name, email: `${id}@example.org`, emailVerified, image: null },
  ...{ createdAt: new Date(TEST_NOW).toISOString(), updatedAt: new Date(TEST_NOW).toISOString() },
});
const ANSWER = { outcome: "upheld", answer: "غيّرنا مواعيد الاستقبال." } as const;

describeStores("complaints", (open) => {
  async function house(overrides: Partial<Policy> = {}) {
    const store = await open();
    const policy = await seedAssociation(
      store,
      makePolicy({ complaints: { acknowledgeDays: 3, closeDays: 15 }, ...overrides }),
    );
    let now = TEST_NOW;
    const deps = {
      ...{ store, policies: policiesOf(policy), seal: createSeal("a secret of the tests"), clock: () => now },
      settings: { publicUrl: "https://rida.example", secret: "a secret of the tests" } as Deps["settings"],
    };
    const quality: Caller = {
      ...{ type: "person", id: "quality-1", name: "نورة العتيبي", role: "quality" },
      ...{ associationId: policy.id, partnerId: null },
    };
    const complain = (given: Partial<NewComplaint> = {}) =>
      recordComplaint(
        deps,
        { associationId: policy.id, caller: undefined },
        NewComplaint.parse({ text: "انتظرت ساعتين ولم يستقبلني أحد", service: "consultation", ...given }),
      );
    return { store, policy, deps, quality, complain, pass: (ms: number) => (now += ms) };
  }
  const counted = async (store: Store) =>
    (await store.read.selectFrom("milestone").selectAll().execute())
      .map(({ measure, outcome, counted_on, duration }) => [measure, outcome, counted_on, duration])
      .sort((a, b) => (String(a) < String(b) ? -1 : 1));

  test("one is acknowledged and answered, each counted in days on the day on which it came", async () => {
    const { store, deps, quality, complain, pass } = await house();
    const { id, dueOn } = await complain();
    expect(dueOn).toBe("2026-06-30");
    pass(2 * DAY);
    await acknowledgeComplaint(deps, quality, id, { seq: 1 });
    pass(5 * DAY);
    await answerComplaint(deps, quality, id, { seq: 2, ...ANSWER });
    expect(await counted(store)).toEqual([
      ["complaint-acknowledged", "complaint", "2026-06-15", 2],
      ["complaint-closed", "complaint", "2026-06-15", 7],
      ["complaint-received", "complaint", "2026-06-15", null],
    ]);
    expect(await readComplaint(deps, quality, id)).toMatchObject({ outcome: "upheld", answer: ANSWER.answer });
  });

  test("one that is answered late counts as late, and as acknowledged by its answer", async () => {
    const { store, deps, quality, complain, pass } = await house();
    const { id } = await complain();
    const overdue = async () =>
      (await listComplaints(deps, quality.associationId, { state: "open", limit: 9 })).complaints[0]?.overdue;
    pass(3 * DAY);
    expect(await overdue()).toBeNull();
    pass(DAY);
    expect(await overdue()).toBe("acknowledgement");
    pass(12 * DAY);
    expect(await overdue()).toBe("answer");
    await answerComplaint(deps, quality, id, { seq: 1, ...ANSWER });
    expect((await counted(store)).map(([measure, , , days]) => [measure, days])).toEqual([
      ["complaint-acknowledged", 16],
      ["complaint-closed", 16],
      ["complaint-closed-late", null],
      ["complaint-received", null],
    ]);
  });

  test("the most urgent come first, and pages follow each other without a gap", async () => {
    const { deps, policy, complain, pass } = await house();
    const made: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      made.push((await complain()).id);
      pass(DAY);
    }
    const list = (cursor?: readonly [string, string]) =>
      listComplaints(deps, policy.id, { state: "open", limit: 2, ...(cursor ? { cursor } : {}) });
    const one = await list();
    const [at = "", id = ""] = (one.next ?? "").split(".");
    expect([...one.complaints, ...(await list([at, id])).complaints].map((line) => line.id)).toEqual(made);
  });

  test("whom it may concern does not answer it: who is named in it, or worked on the request", async () => {
    const { store, deps, policy, quality, complain } = await house();
    const named = await complain({ text: "الأستاذة نورة العتيبي لم ترد على اتصالي" });
    await expect(answerComplaint(deps, quality, named.id, { seq: 1, ...ANSWER })).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "concerns-you" },
    });
    const other = { ...quality, id: "quality-2", name: "خالد الحربي" };
    await store.write(async (tx) => {
      for (const { id, name } of [quality, other]) {
        await tx
          .insertInto("user")
          .values(account(id, name, store.dialect === "postgres" ? true : 1))
          .execute();
        await tx
          .insertInto("membership")
          .values({ association_id: policy.id, user_id: id, role: "quality", created_at: TEST_NOW, partner_id: null })
          .execute();
      }
    });
    const hidden = { text: "", answer: "", link: "", mayAnswer: false, others: ["خالد الحربي"] };
    expect(await readComplaint(deps, quality, named.id)).toMatchObject(hidden);
    expect(await readComplaint(deps, other, named.id)).toMatchObject({ mayAnswer: true, others: [] });
    await answerComplaint(deps, other, named.id, { seq: 1, ...ANSWER });
    expect(await readComplaint(deps, quality, named.id)).toMatchObject(hidden);

    const about = await store.write(async (tx) => {
      await tx
        .insertInto("journey_event")
        .values({
          ...{ association_id: policy.id, subject: "request", subject_id: "r-1", seq: 1, at: TEST_NOW },
          ...{ actor: "researcher", actor_id: other.id, action: "{}", detail_sealed: "" },
        })
        .execute();
      const keys = keysOf(policy, { service: "consultation", channel: "", kind: "" });
      return insertComplaint(tx, deps, { policy, type: "complaint", keys, text: "طال الانتظار", requestId: "r-1" });
    });
    await expect(acknowledgeComplaint(deps, other, about.id, { seq: 1 })).rejects.toMatchObject({ code: "forbidden" });
    await acknowledgeComplaint(deps, quality, about.id, { seq: 1 });
  });

  test("an objection is closed by the committee's new decision, not by an answer", async () => {
    const { store, deps, policy, quality } = await house();
    const keys = keysOf(policy, { service: "shelter", channel: "", kind: "" });
    const { id } = await store.write((tx) =>
      insertComplaint(tx, deps, { policy, type: "objection", keys, text: "القرار لا يناسب حالتي", requestId: "r-1" }),
    );
    await expect(answerComplaint(deps, quality, id, { seq: 1, ...ANSWER })).rejects.toMatchObject({
      code: "unprocessable",
      details: { reason: "committee" },
    });
    const close = () =>
      store.write((tx) => closeObjection(tx, deps, { policy, requestId: "r-1", outcome: "not-upheld" }));
    expect((await close()).map(({ measure, outcome }) => [measure, outcome])).toEqual([
      ["complaint-acknowledged", "objection"],
      ["complaint-closed", "objection"],
    ]);
    expect(await close()).toEqual([]);
    expect(await readComplaint(deps, quality, id)).toMatchObject({ closedAt: TEST_NOW, outcome: "not-upheld" });
  });

  test("the second of two who work on it is told, and nothing is overwritten", async () => {
    const { deps, quality, complain } = await house();
    const { id } = await complain();
    await acknowledgeComplaint(deps, quality, id, { seq: 1 });
    await expect(answerComplaint(deps, quality, id, { seq: 1, ...ANSWER })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "changed", seq: 2 },
    });
    expect((await readComplaint(deps, quality, id)).closedAt).toBeNull();
  });

  test("what is sent twice is one complaint, with one code", async () => {
    const { store, complain } = await house();
    const submissionId = "8a3d3b1e-6a43-4f0e-9d0a-0d2f6c9f5b11";
    const first = await complain({ submissionId });
    expect((await complain({ submissionId })).code).toBe(first.code);
    expect(await counted(store)).toEqual([["complaint-received", "complaint", "2026-06-15", null]]);
  });

  test("another text under the same number is refused and not lost in silence", async () => {
    const { store, complain } = await house();
    const submissionId = "8a3d3b1e-6a43-4f0e-9d0a-0d2f6c9f5b11";
    await complain({ submissionId });
    await expect(complain({ submissionId, text: "وحدث أمر آخر في اليوم التالي" })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "otherText" },
    });
    expect(await store.read.selectFrom("complaint").selectAll().execute()).toHaveLength(1);
  });

  test("of a sealed service only the month counts; words are sealed, and who read them is written down", async () => {
    const { store, deps, quality, complain } = await house();
    const { id } = await complain({ service: "shelter", text: "كلمة لا تظهر أبدا" });
    expect(await counted(store)).toEqual([["complaint-received", "complaint", "2026-06-01", null]]);
    await answerComplaint(deps, quality, id, { seq: 1, outcome: "partly", answer: "جواب لا يظهر أبدا" });
    const row = JSON.stringify(await store.read.selectFrom("complaint").selectAll().execute());
    expect([row.includes("تظهر"), row.includes("يظهر")]).toEqual([false, false]);
    expect((await readComplaint(deps, quality, id)).text).toBe("كلمة لا تظهر أبدا");
    const audit = await store.read.selectFrom("audit_entry").select(["act", "entity", "actor_id"]).execute();
    expect(audit.toSorted((a, b) => (a.act < b.act ? -1 : 1))).toEqual([
      { act: "change", entity: "complaint", actor_id: "quality-1" },
      { act: "read", entity: "complaint", actor_id: "quality-1" },
    ]);
    await expect(readComplaint(deps, { ...quality, associationId: "other" }, id)).rejects.toMatchObject({
      code: "notFound",
    });
  });
});

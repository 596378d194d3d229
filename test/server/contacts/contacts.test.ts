import { expect, test } from "vitest";
import type { Policy } from "#policies/schema.ts";
import { closeContact } from "#server/contacts/close-contact.ts";
import { linkContact } from "#server/contacts/link-contact.ts";
import { listContacts } from "#server/contacts/list-contacts.ts";
import { readContact } from "#server/contacts/read-contact.ts";
import { recordContact, NewContact } from "#server/contacts/record-contact.ts";
import { takeBackContact } from "#server/contacts/take-back-contact.ts";
import type { Caller } from "#server/http/caller.ts";
import { createSeal } from "#server/store/seal.ts";
import { recordChanges, type Store } from "#server/store/store.ts";
import { makePolicy, policiesOf, seedAssociation, TEST_NOW } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

const HOUR = 3_600_000;
const PURPOSES = [{ id: "question", name: { ar: "استفسار", en: "Question" } }];

describeStores("contacts", (open) => {
  async function house(overrides: Partial<Policy> = {}) {
    const store = await open();
    const policy = await seedAssociation(store, makePolicy({ purposes: PURPOSES, ...overrides }));
    let now = TEST_NOW;
    const deps = { store, policies: policiesOf(policy), seal: createSeal("a secret of the tests"), clock: () => now };
    const caller: Caller = {
      ...{ type: "person", id: "officer-1", name: "Officer", role: "officer" },
      ...{ associationId: policy.id, partnerId: null },
    };
    const record = (given: Partial<NewContact> = {}) =>
      recordContact(
        deps,
        caller,
        NewContact.parse({ channel: "phone", purpose: "question", answered: "later", ...given }),
      );
    return { store, policy, deps, caller, record, pass: (ms: number) => (now += ms) };
  }
  const counted = async (store: Store) =>
    (await store.read.selectFrom("milestone").selectAll().execute())
      .map(({ measure, outcome, counted_on, duration, n }) => [measure, outcome, counted_on, duration, n])
      .sort((a, b) => (String(a) < String(b) ? -1 : 1));

  test("one that is answered at once is closed, and counts as answered at first contact", async () => {
    const { store, record } = await house();
    expect(await record({ answered: "now" })).toMatchObject({ outcome: "answered", closedAt: TEST_NOW });
    expect(await counted(store)).toEqual([
      ["contact", "question", "2026-06-15", null, 1],
      ["contact-answered", "first", "2026-06-15", 0, 1],
      ["contact-closed", "answered", "2026-06-15", null, 1],
    ]);
  });

  test("one that waits is listed oldest first, and its answer counts in hours, on the day on which it came", async () => {
    const { store, deps, caller, record, pass } = await house();
    const first = await record();
    pass(HOUR);
    const second = await record();
    expect((await listContacts(deps, caller, { state: "open", limit: 50 })).contacts.map(({ id }) => id)).toEqual([
      first.id,
      second.id,
    ]);
    pass(25 * HOUR);
    await closeContact(deps, caller, first.id, { seq: 1, outcome: "answered" });
    expect(await counted(store)).toContainEqual(["contact-answered", "later", "2026-06-15", 26, 1]);
    const page = await listContacts(deps, caller, { state: "open", limit: 50 });
    expect([page.contacts.map(({ id }) => id), page.next]).toEqual([[second.id], null]);
  });

  test("pages follow each other without a gap", async () => {
    const { deps, caller, record } = await house();
    const made = [await record(), await record(), await record()].map(({ id }) => id).sort();
    const one = await listContacts(deps, caller, { state: "open", limit: 2 });
    const [at = "", id = ""] = (one.next ?? "").split(".");
    const two = await listContacts(deps, caller, { state: "open", limit: 2, cursor: [Number(at), id] });
    expect([...one.contacts, ...two.contacts].map((line) => line.id)).toEqual(made);
    expect(two.next).toBeNull();
  });

  test("a referral stays open until the person knows, and each counts once", async () => {
    const { store, deps, caller, record } = await house();
    const { id } = await record();
    const told = await closeContact(deps, caller, id, {
      ...{ seq: 1, outcome: "referred", to: "مركز البلاغات", told: false },
    });
    expect(told).toMatchObject({ closedAt: null, outcome: "referred", referral: { to: "مركز البلاغات", told: false } });
    await expect(closeContact(deps, caller, id, { seq: 2, outcome: "answered" })).rejects.toMatchObject({
      code: "unprocessable",
    });
    const closed = await closeContact(deps, caller, id, { seq: 2, outcome: "told" });
    expect(closed).toMatchObject({ closedAt: TEST_NOW, referral: { told: true } });
    expect((await counted(store)).map(([measure]) => measure)).toEqual([
      ...["contact", "contact-answered", "contact-closed", "out-of-field", "referral", "referral-notified"],
    ]);
  });

  test("the second of two officers is told, and nothing is overwritten", async () => {
    const { deps, caller, record } = await house();
    const { id } = await record();
    await closeContact(deps, caller, id, { seq: 1, outcome: "referred", to: "جهة أخرى", told: false });
    await expect(closeContact(deps, caller, id, { seq: 1, outcome: "no-answer" })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "changed", seq: 2 },
    });
    expect((await listContacts(deps, caller, { state: "open", limit: 9 })).contacts[0]).toMatchObject({
      outcome: "referred",
    });
  });

  test("one that becomes a request is closed with it, once", async () => {
    const { store, policy, deps, record } = await house();
    const { id } = await record();
    const link = () =>
      store.write(async (tx) => {
        const changes = await linkContact(tx, deps, { policy, contactId: id, requestId: "r-1" });
        await recordChanges(tx, store.dialect, changes);
      });
    await link();
    await expect(link()).rejects.toMatchObject({ code: "conflict" });
    const row = await store.read.selectFrom("contact").selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ request_id: "r-1", outcome: "request", closed_at: TEST_NOW });
    expect(await counted(store)).toContainEqual(["contact-closed", "request", "2026-06-15", null, 1]);
  });

  test("a slip of the hand is taken back with what it counted, for ten minutes, by who made it", async () => {
    const { store, deps, caller, record, pass } = await house();
    const slip = await record({ answered: "now" });
    await expect(takeBackContact(deps, { ...caller, id: "another" }, slip.id)).rejects.toMatchObject({
      code: "conflict",
    });
    await takeBackContact(deps, caller, slip.id);
    expect(await store.read.selectFrom("contact").selectAll().execute()).toEqual([]);
    const sum = (await counted(store)).reduce((total, [, , , , n]) => total + Number(n), 0);
    expect([sum, (await counted(store)).length]).toEqual([0, 6]);
    const old = await record();
    pass(11 * 60_000);
    await expect(takeBackContact(deps, caller, old.id)).rejects.toMatchObject({ code: "conflict" });
  });

  test("of a sealed service only the month counts", async () => {
    const { store, record } = await house();
    await record({ service: "shelter" });
    expect(await counted(store)).toEqual([["contact", "question", "2026-06-01", null, 1]]);
    const sealed = await house({ sensitivity: "sealed" });
    await sealed.record();
    expect(await counted(sealed.store)).toEqual([["contact", "question", "2026-06-01", null, 1]]);
  });

  test("its note is sealed, and whoever opens it is written down", async () => {
    const { store, deps, caller, record } = await house();
    const { id, hasNote } = await record({ note: "اتصلت أم سارة" });
    const row = await store.read.selectFrom("contact").selectAll().executeTakeFirstOrThrow();
    expect([hasNote, JSON.stringify(row).includes("سارة")]).toEqual([true, false]);
    expect((await readContact(deps, caller, id)).note).toBe("اتصلت أم سارة");
    const audit = await store.read.selectFrom("audit_entry").selectAll().execute();
    expect(audit).toMatchObject([{ actor_id: "officer-1", act: "read", entity: "contact", entity_id: id }]);
    await expect(readContact(deps, { ...caller, associationId: "other" }, id)).rejects.toMatchObject({
      code: "notFound",
    });
  });

  test("a channel or purpose that the policy does not have is refused with those that it has", async () => {
    const { store, record } = await house();
    await expect(record({ purpose: "gossip" })).rejects.toMatchObject({
      details: { problems: [{ field: "purpose", value: "gossip", expected: "one of question" }] },
    });
    expect(await store.read.selectFrom("contact").selectAll().execute()).toEqual([]);
  });
});

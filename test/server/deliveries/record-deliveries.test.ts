import { expect, it } from "vitest";
import type { Service } from "#policies/schema.ts";
import type { DeliveryInput } from "#server/deliveries/check-delivery.ts";
import { recordDeliveries, type DeliveryResult } from "#server/deliveries/record-deliveries.ts";
import { findInvitation } from "#server/respond/find-source.ts";
import type { Store } from "#server/store/store.ts";
import { deliveryDeps } from "#test/support/delivery-deps.ts";
import { makePolicy, seedAssociation, TEST_NOW } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

const HOUR = 3_600_000;
let numbered = 0;

function row(overrides: Partial<DeliveryInput> = {}): DeliveryInput {
  numbered += 1;
  return { reference: `R-${numbered}`, service: "consultation", deliveredOn: "2026-06-10", ...overrides };
}

function linkOf(result: DeliveryResult | undefined): string {
  if (!result || result.state === "refused" || result.link === undefined) throw new Error("expected a link");
  return result.link;
}

const tokenOf = (result: DeliveryResult | undefined) => linkOf(result).split("/e/")[1] ?? "";

describeStores("recording deliveries", (open) => {
  it("creates a delivery and the invitation whose link it returns", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const given = row({ channel: "phone", branch: "الرياض", kind: "family", language: "ar" });
    const [result] = await recordDeliveries(deliveryDeps(store, policy), { associationId: policy.id, rows: [given] });
    expect(result).toEqual({
      state: "created",
      reference: given.reference,
      link: expect.stringMatching(/^https:\/\/rida\.example\/e\/[\w-]{22}$/),
    });
    const source = await findInvitation(store.read, tokenOf(result), TEST_NOW);
    expect(source).toMatchObject({
      associationId: policy.id,
      service: "consultation",
      channel: "phone",
      branch: "الرياض",
      kind: "family",
      language: "ar",
      formId: "general-service",
      formVersion: 1,
      mode: "link",
      answered: false,
    });
  });

  it("keeps only the hash of the link", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const [result] = await recordDeliveries(deliveryDeps(store, policy), { associationId: policy.id, rows: [row()] });
    const stored = JSON.stringify([
      await store.read.selectFrom("delivery").selectAll().execute(),
      await store.read.selectFrom("invitation").selectAll().execute(),
      await store.read.selectFrom("change").selectAll().execute(),
    ]);
    expect(stored).not.toContain(tokenOf(result));
  });

  it("asks after the delay, from the end of the day when the delivery is older than today", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const rows = [
      row({ deliveredOn: "2026-06-15" }),
      row({ deliveredOn: "2026-06-14" }),
      row({ deliveredOn: "2025-06-14" }),
    ];
    await recordDeliveries(deliveryDeps(store, policy), { associationId: policy.id, rows });
    const stored = await store.read
      .selectFrom("invitation as i")
      .innerJoin("delivery as d", "d.id", "i.delivery_id")
      .select(["i.due_at", "i.expires_at"])
      .orderBy("d.delivered_on", "desc")
      .execute();
    // TEST_NOW is 10:00 in Riyadh; the day before ended ten hours earlier; the rule waits 24 hours.
    expect(stored.map(({ due_at }) => (due_at - TEST_NOW) / HOUR)).toEqual([24, 14, 0]);
    expect(stored.map(({ due_at, expires_at }) => (expires_at - due_at) / HOUR)).toEqual([720, 720, 720]);
  });

  it("invites nobody to sealed services, services rated by open codes only, unrated ones, or excepted kinds", async () => {
    const store = await open();
    const policy = makePolicy();
    const careless: Service = {
      ...firstService(policy),
      id: "careless",
      sensitivity: "sealed",
      aliases: [],
      name: { ar: "سري", en: "Careless" },
    };
    await seedAssociation(store, { ...policy, services: [...policy.services, careless] });
    const deps = deliveryDeps(store, { ...policy, services: [...policy.services, careless] });
    const rows = [
      row({ service: "shelter" }),
      row({ service: "careless" }),
      row({ service: "archive" }),
      row({ kind: "child" }),
    ];
    const results = await recordDeliveries(deps, { associationId: policy.id, rows });
    expect(results.map((result) => "notAsked" in result && result.notAsked)).toEqual([
      "group",
      "group",
      "none",
      "kind",
    ]);
    expect(results.every((result) => !("link" in result))).toBe(true);
    expect(await store.read.selectFrom("invitation").selectAll().execute()).toEqual([]);
  });

  it("feeds analytics with one change per delivery and per invitation", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const deps = deliveryDeps(store, policy);
    const rows = [row(), row({ service: "shelter" })];
    await recordDeliveries(deps, { associationId: policy.id, rows });
    await recordDeliveries(deps, { associationId: policy.id, rows });
    const changes = await store.read.selectFrom("change").select(["entity", "event"]).orderBy("seq").execute();
    expect(changes.map(({ entity, event }) => `${entity} ${event}`).sort()).toEqual([
      "delivery recorded",
      "delivery recorded",
      "invitation issued",
    ]);
  });

  it("answers a known reference with the same link, answered or not, and writes nothing", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const deps = deliveryDeps(store, policy);
    const input = { associationId: policy.id, rows: [row(), row()] };
    const before = await recordDeliveries(deps, input);
    await store.write((tx) =>
      tx.updateTable("invitation").set({ answered_on: "2026-06-12" }).where("due_at", ">", 0).execute(),
    );
    const after = await recordDeliveries(deps, input);
    expect(after.map(({ state }) => state)).toEqual(["replayed", "replayed"]);
    expect(after.map(linkOf)).toEqual(before.map(linkOf));
    expect(await counts(store)).toEqual({ delivery: 2, invitation: 2, change: 4 });
  });

  it("says what differs from what was recorded, and lets what was recorded stand", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const deps = deliveryDeps(store, policy);
    const given = row({ branch: "جدة" });
    await recordDeliveries(deps, { associationId: policy.id, rows: [given] });
    const again = { ...given, branch: "مكة", deliveredOn: "2026-06-09" };
    const [result] = await recordDeliveries(deps, { associationId: policy.id, rows: [again] });
    expect(result).toMatchObject({ state: "replayed", differs: ["branch", "deliveredOn"] });
    const stored = await store.read.selectFrom("delivery").select(["branch", "delivered_on"]).execute();
    expect(stored).toEqual([{ branch: "جدة", delivered_on: "2026-06-10" }]);
  });

  it("takes a reference twice in one batch as a replay of the first", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const given = row();
    const rows = [given, given, { ...given, branch: "أبها" }];
    const results = await recordDeliveries(deliveryDeps(store, policy), { associationId: policy.id, rows });
    expect(results.map(({ state }) => state)).toEqual(["created", "replayed", "replayed"]);
    expect(results.map((result) => "differs" in result && result.differs)).toEqual([false, false, ["branch"]]);
    expect(new Set(results.map(linkOf)).size).toBe(1);
    expect(await counts(store)).toMatchObject({ delivery: 1, invitation: 1 });
  });

  it("refuses a row by field, value and what was expected, and records the others", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const rows: unknown[] = [
      row(),
      row({ service: "haircut" }),
      row({ channel: "smoke" }),
      row({ kind: "martian" }),
      row({ language: "xx" }),
      row({ deliveredOn: "2026-06-16" }),
      row({ deliveredOn: "1999-12-31" }),
      row({ deliveredOn: "2026-02-30" }),
      row({ reference: "" }),
      row({ reference: "x".repeat(101) }),
      row({ branch: "a\u0000b" }),
      row({ branch: "\ud800" }),
      { ...row(), associationId: "other" },
      { ...row(), reference: 7 },
      null,
      [],
    ];
    const results = await recordDeliveries(deliveryDeps(store, policy), { associationId: policy.id, rows });
    const fields = results.map((result) =>
      result.state === "refused" ? result.problems.map(({ field }) => field).join() : result.state,
    );
    expect(fields.slice(0, 14)).toEqual([
      "created",
      "service",
      "channel",
      "kind",
      "language",
      "deliveredOn",
      "deliveredOn",
      "deliveredOn",
      "reference",
      "reference",
      "branch",
      "branch",
      "associationId",
      "reference",
    ]);
    expect(results.slice(14).map(({ state }) => state)).toEqual(["refused", "refused"]);
    expect(results[1]).toMatchObject({
      problems: [{ field: "service", value: "haircut", expected: expect.stringContaining("consultation (الاستشارات)") }],
    });
    expect(await counts(store)).toMatchObject({ delivery: 1 });
  });

  it("takes today in Riyadh, which begins three hours before UTC's", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const deps = { ...deliveryDeps(store, policy), clock: () => Date.UTC(2026, 5, 15, 21, 30) };
    const rows = [row({ deliveredOn: "2026-06-16" }), row({ deliveredOn: "2026-06-17" })];
    const results = await recordDeliveries(deps, { associationId: policy.id, rows });
    expect(results.map(({ state }) => state)).toEqual(["created", "refused"]);
  });

  it("knows services, channels and kinds by id, by either name and by alias, however spelled", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const rows = [
      row({ service: "الإستشارات", channel: "خدمه الكترونيه", kind: "الاسر" }),
      row({ service: "CONSULTATION", channel: "\u200fPhone  Calls ", kind: "families" }),
      row({ service: "إستشارة", channel: "حضورى" }),
    ];
    const results = await recordDeliveries(deliveryDeps(store, policy), { associationId: policy.id, rows });
    expect(results.map(({ state }) => state)).toEqual(["created", "created", "created"]);
    const stored = await store.read
      .selectFrom("delivery")
      .select(["service", "channel", "kind"])
      .orderBy("channel")
      .execute();
    expect(stored).toEqual([
      { service: "consultation", channel: "interview", kind: "" },
      { service: "consultation", channel: "phone", kind: "family" },
      { service: "consultation", channel: "website", kind: "family" },
    ]);
  });

  it("issues by the newest published version of the form", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const definition = await store.read
      .selectFrom("form_version")
      .selectAll()
      .where("form_id", "=", "general-service")
      .executeTakeFirstOrThrow();
    await store.write((tx) =>
      tx
        .insertInto("form_version")
        .values([
          { ...definition, version: 2 },
          { ...definition, version: 3, published_at: null },
        ])
        .execute(),
    );
    const [result] = await recordDeliveries(deliveryDeps(store, policy), { associationId: policy.id, rows: [row()] });
    expect(await findInvitation(store.read, tokenOf(result), TEST_NOW)).toMatchObject({ formVersion: 2 });
  });

  it("records nothing when the form of a service is not published", async () => {
    const store = await open();
    const policy = makePolicy();
    const service = { ...firstService(policy), invitation: { ...firstService(policy).invitation, form: "not-there" } };
    await seedAssociation(store, { ...policy, services: [service] });
    const deps = deliveryDeps(store, { ...policy, services: [service] });
    await expect(recordDeliveries(deps, { associationId: policy.id, rows: [row()] })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await counts(store)).toMatchObject({ delivery: 0 });
  });

  it("keeps associations apart: the same reference is another delivery with another link", async () => {
    const store = await open();
    const [ours, theirs] = [await seedAssociation(store), await seedAssociation(store)];
    const deps = deliveryDeps(store, ours, theirs);
    const given = row();
    const [a] = await recordDeliveries(deps, { associationId: ours.id, rows: [given] });
    const [b] = await recordDeliveries(deps, { associationId: theirs.id, rows: [given] });
    expect([a?.state, b?.state]).toEqual(["created", "created"]);
    expect(linkOf(a)).not.toBe(linkOf(b));
    await expect(recordDeliveries(deps, { associationId: "nobody", rows: [given] })).rejects.toMatchObject({
      code: "notFound",
    });
  });

  it("records each reference once when many callers send the same rows at the same moment", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const deps = deliveryDeps(store, policy);
    const rows = Array.from({ length: 700 }, () => row());
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, turn) =>
        recordDeliveries(deps, { associationId: policy.id, rows: turn % 2 ? rows : [...rows].reverse() }),
      ),
    );
    const created = answers.flat().filter(({ state }) => state === "created");
    expect(created).toHaveLength(700);
    expect(await counts(store)).toEqual({ delivery: 700, invitation: 700, change: 1_400 });
    const links = answers.flat().map((result) => `${result.reference} ${linkOf(result)}`);
    expect(new Set(links).size).toBe(700);
  });

  it("records many chunks in one transaction and says how far it is", async () => {
    const store = await open();
    const policy = await seedAssociation(store);
    const rows = Array.from({ length: 1_201 }, () => row());
    const steps: number[] = [];
    const results = await recordDeliveries(deliveryDeps(store, policy), {
      associationId: policy.id,
      rows,
      onProgress: (done, total) => steps.push(done / total),
    });
    expect(results.map(({ reference }) => reference)).toEqual(rows.map(({ reference }) => reference));
    expect(steps).toEqual([500 / 1_201, 1_000 / 1_201, 1]);
    expect(await counts(store)).toEqual({ delivery: 1_201, invitation: 1_201, change: 2_402 });
  });
});

function firstService(policy: { services: Service[] }): Service {
  const [service] = policy.services;
  if (!service) throw new Error("a policy has a service");
  return service;
}

async function counts(store: Store): Promise<Record<string, number>> {
  const tables = ["delivery", "invitation", "change"] as const;
  const entries: [string, number][] = [];
  for (const table of tables) {
    const { n } = await store.read
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number | string>().as("n"))
      .executeTakeFirstOrThrow();
    entries.push([table, Number(n)]);
  }
  return Object.fromEntries(entries);
}

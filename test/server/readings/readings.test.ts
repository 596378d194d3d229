import { expect, test } from "vitest";
import type { Policy } from "#policies/schema.ts";
import type { Role } from "#server/accounts/roles.ts";
import type { Caller } from "#server/http/caller.ts";
import { syncVersions } from "#server/policy/sync-versions.ts";
import { acknowledge } from "#server/readings/acknowledge.ts";
import { listOwnReadings, listReadingsOfAll } from "#server/readings/list-readings.ts";
import { recordCirculation } from "#server/readings/record-circulation.ts";
import { recountAllReadings } from "#server/readings/recount-readings.ts";
import { addDocument } from "#server/shelf/add-document.ts";
import type { Store } from "#server/store/store.ts";
import { makePolicy, policiesOf, seedAssociation, TEST_NOW } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

const POLICY = { id: "policy", name: { ar: "اللائحة", en: "Policy" } };
const AML = { id: "aml", name: { ar: "مكافحة غسل الأموال", en: "Anti-money-laundering" } };
const UNITS = [
  { id: "services", name: { ar: "الخدمات", en: "Services" } },
  { id: "finance", name: { ar: "المالية", en: "Finance" } },
];

async function house(store: Store) {
  const policy = await seedAssociation(store, makePolicy({ readings: [POLICY, AML], units: UNITS }));
  const at = (now: number, is: Policy = policy) => ({ store, policies: policiesOf(is), clock: () => now });
  await syncVersions(at(TEST_NOW));
  const deps = at(TEST_NOW);
  const join = async (name: string, role: Role): Promise<Caller> => {
    const id = `${name}-${policy.id}`;
    const stamp = new Date(TEST_NOW).toISOString();
    await store.write(async (tx) => {
      const user = {
        id,
        name,
        email: `${id}@example.org`,
        emailVerified: 1,
        image: null,
        createdAt: stamp,
        updatedAt: stamp,
      };
      await tx
        .insertInto("user")
        .values(store.dialect === "postgres" ? { ...user, emailVerified: true } : user)
        .execute();
      const member = { association_id: policy.id, user_id: id, role, partner_id: null, created_at: TEST_NOW };
      await tx.insertInto("membership").values(member).execute();
    });
    return { type: "person", id, name, associationId: policy.id, role, partnerId: null };
  };
  const leave = (caller: Caller) =>
    store.write((tx) =>
      tx.deleteFrom("membership").where("association_id", "=", policy.id).where("user_id", "=", caller.id).execute(),
    );
  /** Sums of what analytics was told, as `measure outcome step`. */
  const counted = async () => {
    const rows = await store.read
      .selectFrom("milestone")
      .select(["measure", "outcome", "step", "n"])
      .where("association_id", "=", policy.id)
      .execute();
    const sums = new Map<string, number>();
    for (const { measure, outcome, step, n } of rows) {
      const key = [measure, outcome, step].join(" ");
      sums.set(key, (sums.get(key) ?? 0) + n);
    }
    return Object.fromEntries(sums);
  };
  return { policy, deps, at, join, leave, counted };
}

describeStores("readings", (open) => {
  test("are due for everybody who works here, and counted once however often one looks", async () => {
    const store = await open();
    const { policy, deps, join, counted } = await house(store);
    const officer = await join("Nora", "officer");
    await join("Hind", "quality");
    await join("Board", "board");
    await join("Partner", "partner");
    await recountAllReadings(deps);
    await recountAllReadings(deps);
    expect(await counted()).toMatchObject({
      "acknowledgement-due policy policy/v1": 2,
      "acknowledgement-due aml aml/v1": 2,
    });

    await acknowledge(deps, officer, { reading: "policy", version: 1 });
    await acknowledge(deps, officer, { reading: "policy", version: 1 });
    expect(await counted()).toMatchObject({ "acknowledgement policy policy/v1": 1 });
    expect((await listOwnReadings(deps, officer)).map(({ id, acknowledgedAt }) => [id, acknowledgedAt])).toEqual([
      ["policy", TEST_NOW],
      ["aml", null],
    ]);
    const overview = await listReadingsOfAll(deps, policy.id);
    expect(overview.readings[0]?.people.map(({ name, acknowledgedAt }) => [name, acknowledgedAt])).toEqual([
      ["Hind", null],
      ["Nora", TEST_NOW],
    ]);
  });

  test("go down again when somebody leaves, with what they had read", async () => {
    const store = await open();
    const { deps, join, leave, counted } = await house(store);
    const officer = await join("Nora", "officer");
    await join("Hind", "quality");
    await acknowledge(deps, officer, { reading: "policy", version: 1 });
    await leave(officer);
    await recountAllReadings(deps);
    expect(await counted()).toMatchObject({
      "acknowledgement-due policy policy/v1": 1,
      "acknowledgement policy policy/v1": 0,
    });
  });

  test("are due anew with a new version, and nobody confirms a version that they have not seen", async () => {
    const store = await open();
    const { policy, deps, at, join, counted } = await house(store);
    const officer = await join("Nora", "officer");
    await acknowledge(deps, officer, { reading: "policy", version: 1 });
    const amended = at(TEST_NOW + 86_400_000, { ...policy, quorum: 5 });
    await syncVersions(amended);
    await recountAllReadings(amended);
    expect(await counted()).toMatchObject({
      ...{
        "acknowledgement policy policy/v1": 1,
        "acknowledgement-due policy policy/v2": 1,
        "acknowledgement-due aml aml/v1": 1,
      },
    });
    await expect(acknowledge(amended, officer, { reading: "policy", version: 1 })).rejects.toMatchObject({
      ...{ code: "conflict", details: { version: 2 } },
    });

    const pdf = new Blob([Buffer.from("%PDF-1.7 rules")]);
    const keeper = await join("Huda", "admin");
    await addDocument(amended, keeper, { tool: "aml", title: "الأنظمة", file: pdf });
    expect((await listOwnReadings(amended, officer))[1]).toMatchObject({ id: "aml", version: 1, acknowledgedAt: null });
    await addDocument(amended, keeper, { tool: "aml", title: "الأنظمة", file: pdf });
    expect((await listOwnReadings(amended, officer))[1]).toMatchObject({ id: "aml", version: 2 });
    expect(await counted()).toMatchObject({ "acknowledgement-due aml aml/v2": 2 });
  });

  test("are nobody's who does not work here", async () => {
    const store = await open();
    const { deps, join } = await house(store);
    const member = await join("Board", "board");
    expect(await listOwnReadings(deps, member)).toEqual([]);
    const machine: Caller = { ...(await join("Nora", "officer")), type: "machine" };
    for (const caller of [member, machine]) {
      await expect(acknowledge(deps, caller, { reading: "policy", version: 1 })).rejects.toMatchObject({
        code: "unprocessable",
      });
    }
  });

  test("copies of the policy are due for each unit until each was given the current one", async () => {
    const store = await open();
    const { policy, deps, at, join, counted } = await house(store);
    const keeper = await join("Huda", "admin");
    await recordCirculation(deps, keeper, { unit: "services", version: 1, givenOn: "2026-06-01" });
    await recordCirculation(deps, keeper, { unit: "services", version: 1, givenOn: "2026-06-02" });
    expect(await counted()).toMatchObject({
      ...{
        "circulation-due services policy/v1": 1,
        "circulation-due finance policy/v1": 1,
        "circulation services policy/v1": 1,
      },
    });
    expect((await listReadingsOfAll(deps, policy.id)).circulation).toMatchObject([
      { unit: "services", givenOn: "2026-06-02" },
      { unit: "finance", givenOn: null, lastVersion: null },
    ]);
    for (const [wrong, code] of [
      [{ unit: "moon", version: 1, givenOn: "2026-06-01" }, "unprocessable"],
      [{ unit: "finance", version: 2, givenOn: "2026-06-01" }, "conflict"],
      [{ unit: "finance", version: 1, givenOn: "2026-06-16" }, "unprocessable"],
    ] as const) {
      await expect(recordCirculation(deps, keeper, wrong)).rejects.toMatchObject({ code });
    }
    await syncVersions(at(TEST_NOW, { ...policy, quorum: 5 }));
    expect((await listReadingsOfAll(deps, policy.id)).circulation[0]).toMatchObject({ givenOn: null, lastVersion: 1 });
  });
});

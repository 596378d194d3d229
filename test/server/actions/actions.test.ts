import { describe, expect, test } from "vitest";
import { addDays } from "#analytics/period.ts";
import type { ActionView } from "#server/actions/action-view.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { policyMilestone } from "#server/policy/policy-milestone.ts";
import { recordChanges } from "#server/store/store.ts";
import { TEST_NOW } from "#test/support/factories.ts";
import { TEST_ASSOCIATION, testServers, type TestServer } from "#test/support/test-server.ts";

const DAY = 86_400_000;
const TODAY = "2026-06-15";
const WANTED = {
  finding: "لا يعرف المتقدمون أن عليهم التوقيع",
  change: "نص الإقرار في أول صفحة من الطلب",
  owner: "beneficiaries",
  dueOn: "2026-07-01",
  metric: "declared-share",
  days: 30,
};

/** So many requests opened on a day, some of them with a signed declaration. */
async function receive(server: TestServer, countedOn: string, opened: number, declared: number): Promise<void> {
  const { store, feed } = server.deps;
  const keys = { countedOn, service: "consultation", channel: "website", kind: "family" };
  const milestones = [
    { ...policyMilestone({ measure: "request-opened", countedOn, n: opened }), ...keys },
    { ...policyMilestone({ measure: "request-declared", countedOn, n: declared }), ...keys },
  ];
  await store.write(async (tx) =>
    recordChanges(tx, store.dialect, await recordMilestones(tx, TEST_ASSOCIATION, milestones)),
  );
  await feed.catchUp();
}

describe.each(["sqlite", "postgres"] as const)("an improvement (%s)", (dialect) => {
  const openServer = testServers();
  const open = async () => {
    let now = TEST_NOW;
    const server = await openServer({ dialect, clock: () => now });
    const send = async (path: string, body?: unknown, role: "quality" | "board" = "quality") => {
      const response = await server.call(role, path, body);
      return { status: response.status, body: (await response.json()) as never };
    };
    const create = async (wanted: object = {}) => (await send("/actions", { ...WANTED, ...wanted })).body as ActionView;
    const counted = async () => {
      const rows = await server.deps.store.read
        .selectFrom("milestone")
        .select(["measure", "outcome", "counted_on", "duration", "n"])
        .where("measure", "like", "action-%")
        .orderBy("measure")
        .orderBy("n")
        .execute();
      return rows.map(({ measure, outcome, counted_on, duration, n }) => [measure, outcome, counted_on, duration, n]);
    };
    return { server, send, create, counted, later: (days: number) => (now += days * DAY) };
  };

  test("is measured before and after by the same question over as many days", { timeout: 60_000 }, async () => {
    const { server, send, create, counted, later } = await open();
    await receive(server, "2026-06-01", 60, 30);
    const action = await create();
    expect(action).toMatchObject({
      ...{ before: { state: "ok", value: 0.5, base: 60, from: "2026-05-16", to: "2026-06-14" }, after: null },
      ...{ openedOn: TODAY, readyOn: "2026-07-14", result: null, seq: 1, ownerName: { en: "Beneficiary relations" } },
    });
    expect(await send(`/actions/${action.id}/close`, { seq: 1 })).toMatchObject({
      ...{ status: 422, body: { reason: "tooEarly", readyOn: "2026-07-14" } },
    });

    later(29);
    await receive(server, "2026-07-01", 60, 54);
    expect((await send("/actions")).body).toMatchObject({ actions: [{ isOverdue: true }] });
    const closed = await send(`/actions/${action.id}/close`, { seq: 1 });
    expect(closed).toMatchObject({
      status: 200,
      body: {
        ...{ doneOn: "2026-07-14", result: "improved", isOverdue: false, seq: 2 },
        after: { value: 0.9, base: 60, from: TODAY, to: "2026-07-14" },
      },
    });
    expect(await counted()).toEqual([
      ["action-closed", "improved", TODAY, 29, 1],
      ["action-opened", "", TODAY, null, 1],
    ]);
    expect((await send(`/actions/${action.id}/close`, { seq: 2 })).status).toBe(422);
  });

  test("whose figure is withheld keeps no number and claims nothing", { timeout: 60_000 }, async () => {
    const { server, send, create, later } = await open();
    await receive(server, addDays(TODAY, -3), 3, 1);
    const action = await create();
    expect(action.before).toMatchObject({ state: "withheld", value: null, low: null, base: null });
    later(40);
    expect((await send(`/actions/${action.id}/close`, { seq: 1 })).body).toMatchObject({ result: "no-clear-change" });
  });

  test("two who edit do not overwrite each other", { timeout: 60_000 }, async () => {
    const { send, create } = await open();
    const { id } = await create();
    const words = { finding: "أ", change: "ب", owner: "quality", dueOn: "2026-08-01" };
    expect((await send(`/actions/${id}`, { ...words, seq: 1 })).body).toMatchObject({ finding: "أ", seq: 2 });
    expect(await send(`/actions/${id}`, { ...words, finding: "ج", seq: 1 })).toMatchObject({
      ...{ status: 409, body: { reason: "changed", seq: 2 } },
    });
    expect((await send("/actions")).body).toMatchObject({ actions: [{ finding: "أ" }] });
    expect((await send(`/actions/${id}`, { ...words, seq: 2, result: "improved" })).status).toBe(400);
  });

  test(
    "belongs to a role or a unit, is due later, and is measured by what knows better",
    { timeout: 60_000 },
    async () => {
      const { send } = await open();
      for (const [wrong, path] of [
        [{ owner: "نورة" }, "owner"],
        [{ owner: "partner" }, "owner"],
        [{ dueOn: "2026-06-14" }, "dueOn"],
        [{ metric: "deliveries" }, "metric"],
      ] as const) {
        expect(await send("/actions", { ...WANTED, ...wrong })).toMatchObject({ status: 422, body: { path } });
      }
      expect((await send("/actions", { ...WANTED, metric: "number-of-moons" })).status).toBe(400);
      expect((await send("/actions", WANTED, "board")).status).toBe(403);
      expect((await send("/actions", undefined, "board")).body).toMatchObject({ actions: [] });
    },
  );

  test("what is published stands on the public page until it is withdrawn", { timeout: 60_000 }, async () => {
    const { server, send, create, counted } = await open();
    const { id } = await create();
    const page = async (query = "") => {
      const response = await fetch(`${server.url}/a/${TEST_ASSOCIATION}/changes${query}`);
      return { response, html: await response.text() };
    };
    expect((await page()).html).not.toContain("الانتظار");
    for (const said of ["اتصلوا بي على 0501234567", "قالت الأستاذة منيرة إنها انتظرت"]) {
      expect(await send(`/actions/${id}/publish`, { seq: 1, said, did: "x" })).toMatchObject({
        ...{ status: 422, body: { reason: "personal" } },
      });
    }
    const told = { said: "الانتظار طويل <b>جدًا</b>", did: "زدنا موعدين في 2026" };
    expect((await send(`/actions/${id}/publish`, { seq: 1, ...told })).body).toMatchObject({
      ...{ published: told, publishedOn: TODAY, seq: 2 },
    });
    const { response, html } = await page();
    expect(html).toContain("الانتظار طويل &lt;b&gt;جدًا&lt;/b&gt;");
    expect(html).not.toContain(WANTED.finding);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect((await page("?lang=en")).html).toContain("You said, we did");
    await send(`/actions/${id}/withdraw`, { seq: 2 });
    expect((await page()).html).not.toContain("الانتظار");
    expect((await counted()).filter(([measure]) => measure === "action-published").map((row) => row.at(-1))).toEqual([
      -1, 1,
    ]);
    expect((await fetch(`${server.url}/a/nowhere/changes`)).status).toBe(404);
  });
});

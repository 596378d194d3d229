import { describe, expect, test } from "vitest";
import { createKey } from "#server/accounts/create-key.ts";
import type { Milestone } from "#analytics/milestones.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { getEvidence, type FigureEvidence, type PolicyEvidence } from "#server/policy/get-evidence.ts";
import { policyMilestone } from "#server/policy/policy-milestone.ts";
import { syncVersions } from "#server/policy/sync-versions.ts";
import { recountAllReadings } from "#server/readings/recount-readings.ts";
import { recordChanges } from "#server/store/store.ts";
import { TEST_NOW } from "#test/support/factories.ts";
import { testServers, TEST_ASSOCIATION, type TestServer } from "#test/support/test-server.ts";

/** Clauses of the acceptance list by the association that has them. */
const CLAUSES = {
  amal: [
    "C1",
    "C2",
    "C3",
    "C4",
    "C5",
    "C6",
    "C7a",
    "C7b",
    "C7c",
    "C8",
    "C9",
    "C10",
    "C11",
    "C12",
    "C13",
    "C14",
    "C15",
    "C16",
    "C17",
    "C18",
    "C19",
    "A1",
    "A2",
    "A3",
  ],
  bazil: [
    "C1",
    "C2",
    "C3",
    "C4",
    "C5",
    "C6",
    "C9",
    "C10",
    "C11",
    "C12",
    "C13",
    "C14",
    "C15",
    "C16",
    "C17",
    "C18",
    "C19",
    "B1",
    "B2",
    "B3",
  ],
  ibtissam: [
    "C1",
    "C2",
    "C3",
    "C4",
    "C5",
    "C6",
    "C7a",
    "C7b",
    "C7c",
    "C8",
    "C9",
    "C11",
    "C18",
    "C19",
    "I1",
    "I2",
    "I3",
    "I4",
    "I5",
    "I6",
    "I7",
    "I8",
    "I9",
    "I10",
    "I11",
  ],
  tuwaiq: [
    "C1",
    "C2",
    "C3",
    "C4",
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
    "T1",
    "T2",
    "T3",
    "T4",
    "T5",
    "T6",
    "T7",
    "T8",
    "T9",
    "T10",
    "T11",
    "T12",
    "T13",
    "T14",
    "T15",
    "T16",
    "T17",
    "T18",
    "T19",
  ],
  yusr: [
    "C1",
    "C2",
    "C3",
    "C4",
    "C5",
    "C6",
    "C7a",
    "C7b",
    "C7c",
    "C8",
    "C9",
    "C10",
    "C11",
    "C12",
    "C13",
    "C14",
    "C15",
    "C16",
    "C17",
    "C18",
    "C19",
    "Y1",
    "Y2",
    "Y3",
    "Y4",
    "Y5",
  ],
} as const;

async function askAs(server: TestServer, associationId: string, path: string): Promise<Response> {
  const { key } = await createKey(server.deps, { associationId, role: "board", label: "board" });
  return fetch(`${server.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
}

/** Tells analytics of milestones. */
async function count({ deps: { store, feed } }: TestServer, milestones: readonly Milestone[]): Promise<void> {
  await store.write(async (tx) =>
    recordChanges(tx, store.dialect, await recordMilestones(tx, TEST_ASSOCIATION, milestones)),
  );
  await feed.catchUp();
}

/** A figure of a clause on the page of the association, by its own policy. */
async function figureOf({ deps }: TestServer, id: string, metric: string): Promise<FigureEvidence | undefined> {
  const page = await getEvidence(deps, TEST_ASSOCIATION, "last12Months");
  const clause = page.clauses.find((one) => one.id === id);
  return clause?.evidence.flatMap((one) => (one.kind === "figure" && one.metric === metric ? [one] : []))[0];
}

const SHARED = Array.from({ length: 19 }, (_, at) => `C${at + 1}`).flatMap((id) =>
  id === "C7" ? ["C7a", "C7b", "C7c"] : id,
);

describe("the policy page", () => {
  const open = testServers();

  test("names every clause of the acceptance list", () => {
    const listed = new Set<string>(Object.values(CLAUSES).flat());
    const numbered = (letter: string, count: number) => Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);
    const wanted = [
      ...SHARED,
      ...numbered("I", 11),
      ...numbered("Y", 5),
      ...numbered("T", 19),
      ...numbered("B", 3),
      ...numbered("A", 3),
    ];
    expect(wanted.filter((id) => !listed.has(id))).toEqual([]);
  });

  test(
    "shows the board each clause of its association in the policy's order, in one request",
    { timeout: 60_000 },
    async () => {
      const server = await open();
      for (const [association, ids] of Object.entries(CLAUSES)) {
        const response = await askAs(server, association, "/policy/evidence");
        expect([association, response.status]).toEqual([association, 200]);
        const page = (await response.json()) as PolicyEvidence;
        expect(page.clauses.map(({ id }) => id)).toEqual(ids);
        expect(Object.values(page.totals).reduce((sum, n) => sum + n, 0)).toBe(ids.length);
        for (const clause of page.clauses) expect([clause.id, clause.evidence.length > 0]).toEqual([clause.id, true]);
      }
    },
  );

  test("without anything that happened no clause that hangs on events is met", { timeout: 60_000 }, async () => {
    const server = await open();
    await server.deps.feed.catchUp();
    const page = await getEvidence(server.deps, TEST_ASSOCIATION, "last12Months");
    const figures = page.clauses.flatMap(({ evidence }) => evidence.filter((one) => one.kind === "figure"));
    expect(figures.length).toBeGreaterThan(20);
    expect(figures.filter(({ state }) => state === "met" || state === "risk")).toEqual([]);
    // Copies for the units are due from the first day, and none was given.
    const missed = figures.filter(({ state }) => state === "unmet");
    expect(missed.map(({ metric, figure }) => [metric, figure?.value])).toEqual([["circulated-share", 0]]);
  });

  test("a metric that nobody computes is no data yet and does not break the page", { timeout: 60_000 }, async () => {
    const server = await open();
    const policy = server.deps.policies.get(TEST_ASSOCIATION);
    if (!policy) throw new Error("no policy");
    const goal = { is: "atLeast" as const, met: 0, risk: 0 };
    const evidence = [
      { metric: "number-of-moons", filters: {}, goal },
      { metric: "deliveries", filters: { moon: ["full"] }, goal },
      { metric: "deliveries", filters: {} },
    ];
    const policies = new Map([[policy.id, { ...policy, clauses: [{ id: "C1", text: "x", gloss: "x", evidence }] }]]);
    const page = await getEvidence({ ...server.deps, policies }, policy.id, "last12Months");
    expect(page.clauses[0]).toMatchObject({ state: "noData", decidedBy: [0, 1] });
    expect(page.clauses[0]?.evidence.slice(0, 2)).toMatchObject([
      { state: "noData", reason: "uncomputed", words: null },
      { state: "noData", reason: "uncomputed", figure: null },
    ]);
  });

  test("figures come with base and trend", { timeout: 60_000 }, async () => {
    const server = await open();
    const policy = server.deps.policies.get(TEST_ASSOCIATION);
    if (!policy) throw new Error("no policy");
    const rows = Array.from({ length: 12 }, (_, at) => ({
      ...{ reference: `c-${at}`, service: "consultation", kind: "family", channel: "phone", deliveredOn: "2026-05-10" },
    }));
    expect((await server.call("admin", "/deliveries", rows)).status).toBe(200);
    await server.deps.feed.catchUp();
    const goal = { is: "atLeast" as const, met: 10, risk: 5 };
    const evidence = [{ metric: "invitations", filters: { service: ["consultation"] }, goal }];
    const policies = new Map([[policy.id, { ...policy, clauses: [{ id: "C1", text: "x", gloss: "x", evidence }] }]]);
    const page = await getEvidence({ ...server.deps, policies }, policy.id, "last12Months");
    expect(page.clauses[0]?.evidence).toMatchObject([
      {
        ...{ state: "met", reason: "goalMet", behind: "overview" },
        figure: { value: 12, base: 12 },
        trend: [{ period: "1447-11", value: { value: 12 } }],
        filters: [{ dimension: "service", values: [{ key: "consultation", name: { en: "Family consultations" } }] }],
      },
    ]);
  });

  test("a figure of fewer than k is no data yet, and says so", { timeout: 60_000 }, async () => {
    const server = await open();
    const receive = async (opened: number, declared: number) => {
      const keys = { countedOn: "2026-05-10", service: "consultation", channel: "website", kind: "family" };
      await count(server, [
        { ...policyMilestone({ measure: "request-opened", countedOn: keys.countedOn, n: opened }), ...keys },
        { ...policyMilestone({ measure: "request-declared", countedOn: keys.countedOn, n: declared }), ...keys },
      ]);
      return figureOf(server, "C14", "declared-share");
    };
    const few = await receive(3, 1);
    expect(few).toMatchObject({ state: "noData", reason: "withheld" });
    expect(few?.figure).toMatchObject({ state: "withheld", value: null, low: null, high: null, base: null });
    expect(few?.trend.map(({ value }) => value.value)).toEqual([null]);
    expect(await receive(57, 29)).toMatchObject({ figure: { state: "ok", value: 0.5, base: 60 } });
  });

  test("who has read the current version is asked of it, however old it is", { timeout: 60_000 }, async () => {
    let now = TEST_NOW;
    const server = await open({ clock: () => now });
    await server.person("officer");
    await server.person("quality");
    await recountAllReadings(server.deps);
    now += 900 * 86_400_000;
    await server.deps.feed.catchUp();
    const read = { goal: { is: "atLeast" }, state: "unmet", figure: { state: "ok", value: 0, base: 2 }, trend: [] };
    expect(await figureOf(server, "C19", "acknowledged-share")).toMatchObject({ ...read, since: "2026-06-15" });
    // Readers of the version before are no evidence of this one, even where both fall into the period.
    const policy = server.deps.policies.get(TEST_ASSOCIATION);
    if (!policy) throw new Error("no policy");
    const amended = { ...server.deps, policies: new Map([[policy.id, { ...policy, quorum: 9 }]]) };
    await syncVersions(amended);
    await recountAllReadings(amended);
    await server.deps.feed.catchUp();
    expect(await figureOf(server, "C19", "acknowledged-share")).toMatchObject({ ...read, since: "2028-12-01" });
  });

  test("an officer reads the text, and never the evidence", { timeout: 30_000 }, async () => {
    const server = await open();
    const text = await server.call("officer", "/policy");
    const policy = (await text.json()) as { version: number; clauses: { id: string; evidence?: unknown }[] };
    expect([policy.version, ...policy.clauses.map(({ id }) => id)]).toEqual([1, ...CLAUSES.yusr]);
    expect(policy.clauses.some((clause) => "evidence" in clause)).toBe(false);
    expect((await server.call("officer", "/policy/evidence")).status).toBe(403);
    expect((await server.call("quality", "/policy/evidence?period=forever")).status).toBe(400);
  });
});

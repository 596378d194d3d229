import { describe, expect, test } from "vitest";
import { createKey } from "#server/accounts/create-key.ts";
import type { PolicyEvidence } from "#server/policy/get-evidence.ts";
import { getEvidence } from "#server/policy/get-evidence.ts";
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

  test("figures come with base and trend, and those of fewer than k are withheld", { timeout: 60_000 }, async () => {
    const server = await open();
    const policy = server.deps.policies.get(TEST_ASSOCIATION);
    if (!policy) throw new Error("no policy");
    const record = (service: string, kind: string, count: number) =>
      server.call(
        "admin",
        "/deliveries",
        Array.from({ length: count }, (_, at) => ({
          ...{ reference: `${service}-${kind}-${at}`, service, kind, channel: "phone", deliveredOn: "2026-05-10" },
        })),
      );
    expect((await record("consultation", "family", 12)).status).toBe(200);
    expect((await record("awareness", "family", 3)).status).toBe(200);
    await server.deps.feed.catchUp();
    const goal = { is: "atLeast" as const, met: 10, risk: 5 };
    const evidence = [
      { metric: "invitations", filters: { service: ["consultation"] }, goal },
      { metric: "invited-share", filters: { service: ["awareness"] }, goal: { ...goal, met: 0.1, risk: 0 } },
    ];
    const policies = new Map([[policy.id, { ...policy, clauses: [{ id: "C1", text: "x", gloss: "x", evidence }] }]]);
    const page = await getEvidence({ ...server.deps, policies }, policy.id, "last12Months");
    expect(page.clauses[0]?.evidence).toMatchObject([
      {
        ...{ state: "met", reason: "goalMet", behind: "overview" },
        figure: { value: 12, base: 12 },
        trend: [{ period: "1447-11", value: { value: 12 } }],
        filters: [{ dimension: "service", values: [{ key: "consultation", name: { en: "Family consultations" } }] }],
      },
      {},
    ]);
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

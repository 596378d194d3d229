import { expect, test } from "vitest";
import { recordAudit } from "#server/audit/record-audit.ts";
import { testServers } from "#test/support/test-server.ts";

const open = testServers();
const MINUTE = 60_000;
/** Midnight of 15 June in Riyadh. */
const MIDNIGHT = Date.UTC(2026, 5, 14, 21);

type Page = { entries: { entityId: string; actorName: string }[]; next: string | null };

test("who read what is found by day, person and file, latest first; never what it said", async () => {
  const server = await open();
  const { store, seal } = server.deps;
  const read = (name: string, entityId: string, at: number) =>
    store.write((tx) =>
      recordAudit(
        tx,
        { seal, clock: () => at },
        { associationId: "yusr", id: `id of ${name}`, name, role: "officer" },
        { act: "read", entity: "request", entityId, reason: "سبب لا يظهر" },
      ),
    );
  await read("Huda", "r-1", MIDNIGHT - MINUTE);
  await read("Huda", "r-2", MIDNIGHT);
  await read("Salma", "r-1", MIDNIGHT + MINUTE);
  await store.write((tx) =>
    recordAudit(
      tx,
      { seal, clock: () => MIDNIGHT },
      { associationId: "tuwaiq", id: "x", name: "Elsewhere", role: "officer" },
      { act: "read", entity: "request", entityId: "r-1" },
    ),
  );
  const ask = async (query: string) => (await (await server.call("admin", `/audit?${query}`)).json()) as Page;
  const seen = async (query: string) =>
    (await ask(query)).entries.map((entry) => `${entry.actorName} ${entry.entityId}`);
  expect(await seen("")).toEqual(["Salma r-1", "Huda r-2", "Huda r-1"]);
  expect(await seen("on=2026-06-15")).toEqual(["Salma r-1", "Huda r-2"]);
  expect(await seen(`actor=${encodeURIComponent("id of Huda")}`)).toEqual(["Huda r-2", "Huda r-1"]);
  expect(await seen("entity=request&entityId=r-1")).toEqual(["Salma r-1", "Huda r-1"]);
  expect(await seen("entity=case")).toEqual([]);
  const first = await ask("limit=2");
  expect(await seen(`limit=2&cursor=${first.next ?? ""}`)).toEqual(["Huda r-1"]);
  expect(JSON.stringify(first)).not.toContain("سبب");
  expect((await server.call("admin", "/audit?text=x")).status).toBe(400);
  const { actors } = (await (await server.call("admin", "/audit/actors")).json()) as { actors: { name: string }[] };
  expect(actors.map(({ name }) => name)).toEqual(["Huda", "Salma"]);
});

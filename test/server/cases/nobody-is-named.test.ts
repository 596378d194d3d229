import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MILESTONES, type MilestoneMeasure } from "#analytics/milestones.ts";
import { caseWorkers } from "#test/server/cases/case-server.ts";
import { testServers } from "#test/support/test-server.ts";

const NAME = "كناري-الاسم-ZXNAME";
const NOTE = "كناري-الملاحظة-ZXNOTE";
const REPORT = "كناري-التقرير-ZXREPORT";

describe("whoever is accompanied", () => {
  const start = testServers();

  test("is nothing but a step and a month outside their own file", { timeout: 60_000 }, async () => {
    const server = await start();
    const { act, call, open, toFollowUp } = caseWorkers(server);
    const id = await open({ name: NAME, phone: "+966599887766", note: NOTE });
    const { followUps } = await toFollowUp(id, { report: REPORT });
    await act("researcher", id, `follow-ups/${followUps[0]?.id}`, { outcome: "refused", note: NOTE });

    const all = await server.deps.store.read.selectFrom("milestone").selectAll().execute();
    const rows = all.filter(({ measure }) => MILESTONES[measure as MilestoneMeasure].about === "people");
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      expect(row.counted_on).toMatch(/^\d{4}-\d{2}-01$/);
      expect([row.service, row.channel, row.kind]).toEqual(["", "", ""]);
      expect(JSON.stringify(row)).not.toContain(id);
    }

    for (const path of ["/cases", "/cases/steps", "/cases/follow-ups"]) {
      const text = await (await call("officer", path)).text();
      for (const canary of [NAME, NOTE, REPORT, "599887766"]) expect(text).not.toContain(canary);
    }

    await server.deps.feed.catchUp();
    const folder = server.deps.settings.dataFolder;
    for (const file of ["rida.sqlite", "rida.sqlite-wal", "analytics.duckdb", "analytics.duckdb.wal"]) {
      const bytes = readIfThere(join(folder, file));
      for (const canary of [NAME, NOTE, REPORT, "599887766", "ZXNAME", "ZXNOTE", "ZXREPORT"]) {
        expect([file, canary, bytes.includes(Buffer.from(canary, "utf8"))]).toEqual([file, canary, false]);
      }
    }
    // The search itself finds what is there: the number of the case is no secret of the store.
    const store = Buffer.concat(["rida.sqlite", "rida.sqlite-wal"].map((file) => readIfThere(join(folder, file))));
    expect(store.includes(Buffer.from(id))).toBe(true);
    const analytics = Buffer.concat(
      ["analytics.duckdb", "analytics.duckdb.wal"].map((file) => readIfThere(join(folder, file))),
    );
    expect(analytics.includes(Buffer.from(id))).toBe(false);
  });

  test("has every look at the file written down, and lists show no name to write down", async () => {
    const server = await start();
    const { call, open, read } = caseWorkers(server);
    const id = await open({ name: NAME });
    const trail = () =>
      server.deps.store.read
        .selectFrom("audit_entry")
        .select(["role", "act", "entity", "entity_id"])
        .where("role", "=", "researcher")
        .execute();
    await call("researcher", "/cases");
    expect(await trail()).toEqual([]);
    await read("researcher", id);
    expect(await trail()).toEqual([{ role: "researcher", act: "read", entity: "case", entity_id: id }]);
  });

  test("is nobody's business in associations that accompany nobody", async () => {
    const server = await start();
    const id = await caseWorkers(server).open({ name: NAME });
    const others = caseWorkers(server, "yusr");
    for (const path of ["/cases", "/cases/steps", "/cases/follow-ups", "/cases/programmes", `/cases/${id}`]) {
      expect([path, (await others.call("officer", path)).status]).toEqual([path, 404]);
    }
    expect((await others.call("officer", "/cases", { name: "x" })).status).toBe(404);
    expect((await others.call("officer", "/cases", { nonsense: true })).status).toBe(404);
  });

  test("refuses what it does not know, and hidden signs", async () => {
    const server = await start();
    const { call, open } = caseWorkers(server);
    const id = await open({ name: "سلمى" });
    for (const body of [
      { name: "" },
      { name: "a\u0000b" },
      { name: "x".repeat(121) },
      { name: "x", associationId: "yusr" },
      { name: "x", phone: "call me" },
    ]) {
      expect((await call("officer", "/cases", body)).status).toBe(400);
    }
    expect((await call("officer", `/cases/${id}/moves`, { seq: 1, outcome: "received", step: "stay" })).status).toBe(
      400,
    );
    expect((await call("officer", "/cases/2026-9999")).status).toBe(404);
  });

  test("takes part in programmes that are recorded without anybody's name or invitation", async () => {
    const server = await start();
    const { call } = caseWorkers(server);
    const recorded = await call("researcher", "/cases/programmes", { title: "الخياطة", heldOn: "2026-06-10" });
    expect([recorded.status, await recorded.json()]).toMatchObject([
      201,
      { service: "programmes", programmes: [{ title: "الخياطة", heldOn: "2026-06-10" }] },
    ]);
    const read = server.deps.store.read;
    expect(await read.selectFrom("delivery").select(["service", "kind", "delivered_on"]).execute()).toEqual([
      { service: "programmes", kind: "", delivered_on: "2026-06-10" },
    ]);
    expect(await read.selectFrom("invitation").selectAll().execute()).toEqual([]);
    expect((await call("officer", "/cases/programmes", { title: "x", heldOn: "2027-01-01" })).status).toBe(422);
  });
});

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

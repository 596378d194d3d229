import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { importDeliveries } from "#server/imports/import-deliveries.ts";
import { ImportOptions } from "#server/imports/import-options.ts";
import type { Store } from "#server/store/store.ts";
import { bearer, deliveryApp, deliveryDeps } from "#test/support/delivery-deps.ts";
import { seedAssociation } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

const REGISTER = readFileSync(new URL("../../golden/imports/register-utf8-bom.csv", import.meta.url));
const SERVICE = { service: "consultation" };

/** A register of `rows` rows over three months, with the number that each month must have. */
function makeRegister(rows: number): { bytes: Buffer; months: Record<string, number> } {
  const months: Record<string, number> = {};
  const lines = Array.from({ length: rows }, (_, index) => {
    const month = `2026-0${1 + ((index * 7) % 3)}`;
    months[month] = (months[month] ?? 0) + 1;
    return `${(10_000_000 + index).toLocaleString("en").replace(/^/, '"').concat('"')},${month}-1${index % 9},حضوري`;
  });
  return { bytes: Buffer.from(`الرقم المرجعي,التاريخ,نوع الخدمة \r\n${lines.join("\r\n")}\r\n`), months };
}

async function countRows(store: Store): Promise<number[]> {
  const counts: number[] = [];
  for (const table of ["delivery", "invitation", "change"] as const) {
    counts.push((await store.read.selectFrom(table).select("association_id").execute()).length);
  }
  return counts;
}

describeStores("importing deliveries", (open) => {
  async function start() {
    const store = await open();
    const policy = await seedAssociation(store);
    const deps = deliveryDeps(store, policy);
    const run = (bytes: Uint8Array, options: unknown, apply: boolean) =>
      importDeliveries(deps, { associationId: policy.id, bytes, options: ImportOptions.parse(options), apply });
    return { store, policy, deps, run };
  }

  it("says line by line what would happen, and writes nothing", async () => {
    const { store, run } = await start();
    const report = await run(REGISTER, SERVICE, false);
    expect(report).toMatchObject({
      applied: false,
      rows: 4,
      created: 4,
      replayed: 0,
      problemCount: 0,
      needs: {},
      encoding: "utf-8",
    });
    expect(report.lines).toEqual([
      { line: 2, reference: "41337756", state: "created" },
      { line: 3, reference: "41338086", state: "created" },
      { line: 5, reference: "41338529", state: "created" },
      { line: 7, reference: "41338986", state: "created" },
    ]);
    expect(await countRows(store)).toEqual([0, 0, 0]);
  });

  it("creates all rows once, and finds them all there when it runs again", async () => {
    const { store, run } = await start();
    const { bytes, months } = makeRegister(1_300);
    const first = await run(bytes, SERVICE, true);
    expect(first).toMatchObject({ applied: true, created: 1_300, replayed: 0 });
    const again = await run(bytes, SERVICE, true);
    expect(again).toMatchObject({ applied: true, created: 0, replayed: 1_300 });
    expect(await countRows(store)).toEqual([1_300, 1_300, 2_600]);
    const days = await store.read.selectFrom("delivery").select("delivered_on").execute();
    const counted: Record<string, number> = {};
    for (const { delivered_on } of days)
      counted[delivered_on.slice(0, 7)] = (counted[delivered_on.slice(0, 7)] ?? 0) + 1;
    expect(counted).toEqual(months);
  });

  it("promises in the dry run what applying then does", async () => {
    const { run } = await start();
    await run(Buffer.from("ref,date,service\n1,2026/01/01,archive\n2,2026/01/01,archive\n"), {}, true);
    const file = Buffer.from(
      "ref,date,service\n2,2026/01/01,archive\n1,2026/01/09,archive\n3,2026/01/01,archive\n3,2026/01/01,archive\n",
    );
    const promised = await run(file, {}, false);
    expect(promised.lines).toEqual([
      { line: 2, reference: "2", state: "replayed" },
      { line: 3, reference: "1", state: "replayed", differs: ["deliveredOn"] },
      { line: 4, reference: "3", state: "created" },
      { line: 5, reference: "3", state: "replayed" },
    ]);
    expect(await run(file, {}, true)).toEqual({ ...promised, applied: true });
  });

  it("writes nothing when one cell of many is wrong, or something must be decided first", async () => {
    const { store, run } = await start();
    const wrong = Buffer.from("ref,date,service\n1,2026/01/01,archive\n2,2026/01/99,archive\n");
    expect(await run(wrong, {}, true)).toMatchObject({
      applied: false,
      created: 1,
      problemCount: 1,
      problems: [{ line: 3, column: "date" }],
    });
    const open = Buffer.from("ref,date,service\n1,01/02/2026,archive\n");
    expect(await run(open, {}, true)).toMatchObject({
      applied: false,
      needs: { dateOrder: ["dmy", "mdy"] },
      dateOrder: null,
    });
    expect(await run(open, { dateOrder: "mdy" }, true)).toMatchObject({ applied: true, created: 1, dateOrder: "mdy" });
    expect(await countRows(store)).toEqual([1, 0, 1]);
  });

  it("writes nothing when it breaks off half way", async () => {
    const { store, policy, deps } = await start();
    const { bytes } = makeRegister(1_300);
    const input = { associationId: policy.id, bytes, options: ImportOptions.parse(SERVICE), apply: true };
    const steps: number[] = [];
    const onProgress = (done: number) => {
      steps.push(done);
      if (done === 1_000) throw new Error("cut");
    };
    await expect(importDeliveries(deps, { ...input, onProgress })).rejects.toThrow("cut");
    expect(steps).toEqual([500, 1_000]);
    expect(await countRows(store)).toEqual([0, 0, 0]);
  });

  it("shows the first 200 problems and counts them all", async () => {
    const { run } = await start();
    const file = Buffer.from(`ref,date,service\n${"x,never,archive\n".repeat(450)}`);
    const report = await run(file, {}, true);
    expect(report.problems).toHaveLength(200);
    expect(report.problemCount).toBe(450);
  });
});

describeStores("the route of imports", (open) => {
  async function start() {
    const store = await open();
    const policy = await seedAssociation(store);
    const app = deliveryApp(store, policy);
    const officer = await bearer(store, policy.id, "officer");
    const post = (fields: Record<string, string | Uint8Array>, headers: Record<string, string> = officer) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) {
        form.set(name, typeof value === "string" ? value : new File([Buffer.from(value)], "register.csv"));
      }
      return app.request("/imports/deliveries", { method: "POST", body: form, headers });
    };
    return { store, policy, app, officer, post };
  }

  it("reports a dry run, then applies", async () => {
    const { store, post } = await start();
    const dry = await post({ file: REGISTER, options: JSON.stringify(SERVICE) });
    expect(dry.status).toBe(200);
    expect(await dry.json()).toMatchObject({ applied: false, created: 4 });
    const applied = await post({ file: REGISTER, options: JSON.stringify(SERVICE), apply: "true" });
    expect(await applied.json()).toMatchObject({ applied: true, created: 4 });
    expect((await countRows(store))[0]).toBe(4);
  });

  it("answers 422 with the report when it was to be applied and was not", async () => {
    const { store, post } = await start();
    const response = await post({ file: REGISTER, apply: "true" });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      title: "unprocessable",
      report: { applied: false, needs: { service: expect.any(Array) } },
    });
    expect(await countRows(store)).toEqual([0, 0, 0]);
  });

  it("streams how far it is, then the report", async () => {
    const { officer, post } = await start();
    const { bytes } = makeRegister(1_100);
    const headers = { ...officer, accept: "application/x-ndjson" };
    const response = await post({ file: bytes, options: JSON.stringify(SERVICE), apply: "true" }, headers);
    expect(response.headers.get("content-type")).toContain("application/x-ndjson");
    const lines = (await response.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([
      { done: 500, total: 1_100 },
      { done: 1_000, total: 1_100 },
      { done: 1_100, total: 1_100 },
      { report: expect.objectContaining({ applied: true, created: 1_100 }) },
    ]);
    const broken = await post({ file: Buffer.from("a\0b"), apply: "true" }, headers);
    expect(JSON.parse(await broken.text())).toMatchObject({
      problem: { status: 422, detail: expect.stringContaining("NUL") },
    });
  });

  it("refuses what is no form, no file, unknown fields, unknown options and files beyond the bound", async () => {
    const { app, officer, post } = await start();
    expect((await app.request("/imports/deliveries", { method: "POST", body: "x", headers: officer })).status).toBe(
      400,
    );
    expect((await post({ file: "text" })).status).toBe(400);
    expect((await post({ file: REGISTER, options: "{" })).status).toBe(400);
    expect((await post({ file: REGISTER, options: '{"associationId":"x"}' })).status).toBe(400);
    expect((await post({ file: REGISTER, associationId: "x" })).status).toBe(400);
    expect((await post({ file: REGISTER, options: '{"service":"haircut"}' })).status).toBe(400);
    expect((await post({ file: Buffer.alloc(21 * 1024 * 1024, 97) })).status).toBe(413);
  });

  it("refuses whoever is unknown or may not record", async () => {
    const { store, policy, post } = await start();
    const board = await bearer(store, policy.id, "board");
    expect((await post({ file: REGISTER, options: JSON.stringify(SERVICE), apply: "true" }, {})).status).toBe(401);
    expect((await post({ file: REGISTER, options: JSON.stringify(SERVICE), apply: "true" }, board)).status).toBe(403);
    expect(await countRows(store)).toEqual([0, 0, 0]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deps } from "#server/deps.ts";
import { importDeliveriesTask } from "#server/tasks/import-deliveries.ts";
import { runTask } from "#server/tasks/tasks.ts";
import { deliveryDeps } from "#test/support/delivery-deps.ts";
import { seedAssociation } from "#test/support/factories.ts";
import { storeOpener } from "#test/support/stores.ts";

const REGISTER = fileURLToPath(new URL("../../golden/imports/register-utf8-bom.csv", import.meta.url));

describe("npx rida import deliveries", () => {
  const open = storeOpener("sqlite");
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "rida-task-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function start() {
    const store = await open();
    const policy = await seedAssociation(store);
    const deps = deliveryDeps(store, policy) as Deps;
    const run = async (...args: string[]) => {
      const [out, err, progress]: string[][] = [[], [], []];
      const io = {
        cwd: folder,
        out: (text: string) => void out?.push(text),
        err: (text: string) => void err?.push(text),
        progress: (text: string) => void progress?.push(text),
      };
      const exit = await runTask(importDeliveriesTask, deps, ["--association", policy.id, ...args], io);
      return { exit, out: out?.join("\n") ?? "", err: err?.join("\n") ?? "", progress };
    };
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    return { store, deps, run, write };
  }

  it("creates the rows, then finds them there", async () => {
    const { run } = await start();
    const first = await run("--service", "consultation", REGISTER);
    expect(first).toMatchObject({ exit: 0, err: "", progress: ["4 of 4"] });
    expect(first.out).toContain("4 created, 0 already there");
    const again = await run("--service", "consultation", REGISTER);
    expect(again.out).toContain("0 created, 4 already there");
  });

  it("says which service it needs, exits 1 and writes nothing", async () => {
    const { store, run } = await start();
    const { exit, err } = await run(REGISTER);
    expect(exit).toBe(1);
    expect(err).toContain("--service consultation | shelter | archive");
    expect(await store.read.selectFrom("delivery").selectAll().execute()).toEqual([]);
  });

  it("names line, column, value and what was expected of a wrong cell", async () => {
    const { run, write } = await start();
    write("wrong.csv", "ref,date,service,channel\n1,2026/02/31,archive,smoke\n");
    const { exit, err } = await run("wrong.csv");
    expect(exit).toBe(1);
    expect(err).toContain('line 2, date: "2026/02/31", expected');
    expect(err).toContain('channel "smoke" is not known (1 row).');
    expect(err).toContain("Nothing written.");
  });

  it("takes every decision as an option", async () => {
    const { store, run, write } = await start();
    write("odd.csv", "number,when,how,a,b\nx=1,01/02/2026,كشك=ذاتي,r,c\n");
    const decided = [
      "--map",
      "reference=number",
      "--map",
      "deliveredOn=when",
      "--map",
      "channel=how",
      "--map",
      "branch=b",
      "--map",
      "branch=a",
    ];
    const more = [
      "--service",
      "archive",
      "--kind",
      "family",
      "--date-order",
      "mdy",
      "--calendar",
      "gregorian",
      "--channel-map",
      "كشك=ذاتي=website",
    ];
    const { exit, err } = await run(...decided, ...more, "odd.csv");
    expect({ exit, err }).toEqual({ exit: 0, err: "" });
    const [row] = await store.read.selectFrom("delivery").selectAll().execute();
    expect(row).toMatchObject({
      reference: "x=1",
      channel: "website",
      branch: "c – r",
      kind: "family",
      delivered_on: "2026-01-02",
    });
  });

  it("writes nothing in a dry run, and prints the whole report as JSON when asked", async () => {
    const { store, run } = await start();
    const { exit, out } = await run("--dry-run", "--json", "--service", "consultation", REGISTER);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ applied: false, created: 4, seconds: expect.any(Number) });
    expect(await store.read.selectFrom("delivery").selectAll().execute()).toEqual([]);
  });

  it.each([
    ["no file", []],
    ["two files", ["a.csv", "b.csv"]],
    ["a mapping without =", ["--map", "reference", "a.csv"]],
    ["a mapping of an unknown field", ["--map", "colour=a", "a.csv"]],
    ["an unknown order of dates", ["--date-order", "ydm", "a.csv"]],
  ])("exits 2 with its usage for %s", async (_, args) => {
    const { run } = await start();
    const { exit, err } = await run(...args);
    expect(exit).toBe(2);
    expect(err).toContain("npx rida import deliveries --association A");
  });

  it("refuses a file that is not there, by name", async () => {
    const { run } = await start();
    expect(await run("missing.csv")).toMatchObject({ exit: 1, err: "missing.csv cannot be read." });
  });
});

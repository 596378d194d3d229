import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clearDemo, refuseDemo } from "#server/demo/demo-folder.ts";
import { lockFolder } from "#server/store/lock-folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rida-demo-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (...names: readonly string[]) => {
  for (const name of names) writeFileSync(join(folder, name), name);
};

test("an empty folder is marked, and emptied when it is marked", () => {
  clearDemo(folder);
  put("rida.sqlite", "rida.sqlite-wal", "rida.sqlite-shm", "analytics.duckdb", "analytics.duckdb.wal", "secret");
  clearDemo(folder);
  expect(readdirSync(folder).sort()).toEqual(["demonstration", "lock.db", "lock.pid", "secret"]);
});

test("what a start left that came no further than its lock and secret is no data", () => {
  put("secret", "lock.pid");
  lockFolder(folder).release();
  clearDemo(folder);
  expect(readFileSync(join(folder, "secret"), "utf8")).toBe("secret");
});

test.each(["rida.sqlite", "analytics.duckdb", "rida.sqlite-wal", "thesis.txt"])(
  "a folder with %s and no mark is refused by name and left as it is",
  (name) => {
    put(name, "secret", "lock.db", "lock.pid");
    expect(() => clearDemo(folder)).toThrow(folder);
    expect(readdirSync(folder).sort()).toEqual([name, "secret", "lock.db", "lock.pid"].sort());
  },
);

test("a demonstration that runs is refused and keeps its rows", () => {
  clearDemo(folder);
  put("rida.sqlite");
  const lock = lockFolder(folder);
  expect(() => clearDemo(folder)).toThrow("in use");
  expect(existsSync(join(folder, "rida.sqlite"))).toBe(true);
  lock.release();
});

test("the server serves no folder of a demonstration, and says which and what to do", () => {
  expect(() => refuseDemo(folder)).not.toThrow();
  clearDemo(folder);
  expect(() => refuseDemo(folder)).toThrow(/RIDA_DATA/);
  expect(() => refuseDemo(folder)).toThrow(folder);
});

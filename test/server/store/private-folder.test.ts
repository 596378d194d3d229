import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makePrivate } from "#server/store/private-folder.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rida-private-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

function folderWith(mode: number, ...files: readonly string[]): string {
  const folder = join(root, "data");
  mkdirSync(folder);
  for (const file of files) {
    writeFileSync(join(folder, file), "");
    chmodSync(join(folder, file), 0o644);
  }
  chmodSync(folder, mode);
  return folder;
}

test("makes a folder that is not there, for its owner alone", () => {
  const folder = join(root, "new", "data");
  makePrivate(folder);
  expect(modeOf(folder)).toBe("700");
});

test("closes Rida's own folder and data files to others", () => {
  const files = ["rida.sqlite", "rida.sqlite-wal", "analytics.duckdb", "analytics.duckdb.wal", "lock.db", "secret"];
  const folder = folderWith(0o755, ...files);
  makePrivate(folder);
  expect([modeOf(folder), ...files.map((file) => modeOf(join(folder, file)))]).toEqual([
    "700",
    ...files.map(() => "600"),
  ]);
});

test("refuses a folder that others may enter and that holds what is not Rida's, and leaves it as it was", () => {
  const folder = folderWith(0o755, "rida.sqlite", "thesis.txt");
  expect(() => makePrivate(folder)).toThrow(/RIDA_DATA.*chmod 700/);
  expect([modeOf(folder), modeOf(join(folder, "thesis.txt"))]).toEqual(["755", "644"]);
});

test("leaves other files alone in a folder that its owner alone may enter", () => {
  const folder = folderWith(0o700, "rida.sqlite", "notes.txt");
  makePrivate(folder);
  expect([modeOf(join(folder, "rida.sqlite")), modeOf(join(folder, "notes.txt"))]).toEqual(["600", "644"]);
});

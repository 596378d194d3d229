import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockFolder } from "#server/store/lock-folder.ts";

/** Left by a start that came no further than its lock and its secret. */
const HARMLESS = new Set(["lock.db", "lock.pid", "secret"]);

const REMOVED = ["rida.sqlite", "rida.sqlite-wal", "rida.sqlite-shm", "analytics.duckdb", "analytics.duckdb.wal"];

const markOf = (folder: string) => join(folder, "demonstration");

/**
 * Empties and marks the folder of the demonstration, which is made anew each time. Throws, and changes nothing, where the
 * folder holds anything and is not marked, or is in use.
 */
export function clearDemo(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = readdirSync(folder).find((name) => !HARMLESS.has(name));
  if (found !== undefined && !existsSync(markOf(folder))) {
    throw new Error(
      `${folder} is not empty (${found}) and is no demonstration: nothing was touched. Set RIDA_DATA to an empty folder.`,
    );
  }
  lockFolder(folder).release();
  writeFileSync(markOf(folder), "This folder is emptied by `npm run demo`.\n");
  for (const file of REMOVED) rmSync(join(folder, file), { force: true });
}

/** Throws when a folder is marked as a demonstration: what real people answer must not lie where the next demo empties it. */
export function refuseDemo(folder: string): void {
  if (!existsSync(markOf(folder))) return;
  throw new Error(
    `${folder} holds the demonstration, which "npm run demo" empties. Set RIDA_DATA to another folder for real data.`,
  );
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { AppError } from "#server/errors.ts";

/**
 * Claims a data folder for this process. The claim is a lock of the operating system on `lock.db`, so it ends with the
 * process, however that ends; `lock.pid` only tells who holds it. Throws `conflict` with the other's process id.
 */
export function lockFolder(folder: string): { release: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pidFile = join(folder, "lock.pid");
  const lock = new Database(join(folder, "lock.db"));
  try {
    lock.pragma("busy_timeout = 0");
    lock.pragma("journal_mode = DELETE");
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith("SQLITE_BUSY")) throw error;
    const pid = readPid(pidFile);
    throw new AppError("conflict", `The data folder ${folder} is in use by the process ${pid ?? "(unknown)"}.`, {
      pid,
      folder,
    });
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return { release: () => void lock.close() };
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    return Number.isNaN(pid) ? undefined : pid;
  } catch {
    return undefined;
  }
}

import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { findHouse } from "#server/house.ts";
import type { Statement } from "#server/store/statement.ts";

/** One statement, several in one transaction, or the end. */
type Job = Statement | readonly Statement[] | "close";
type Done = { readonly rows: unknown[]; readonly changes: number | null };
type Reply = { readonly id: number } & (
  | Done
  | { readonly error: { readonly message: string; readonly code?: string } }
);

export type SqliteThread = { readonly ask: (job: Job) => Promise<Done> };

/**
 * Starts the thread that holds the writing connection (`sqlite-worker.mjs`). Jobs run one after the other. Should the
 * thread end by itself once it has worked, the process ends with it: half a transaction cannot be taken up again, and
 * whoever supervises the process starts both anew. Nothing that was acknowledged is lost by that.
 */
export function startSqliteThread(file: string, pragmas: readonly string[]): SqliteThread {
  const path = join(findHouse(import.meta.url), "server", "store", "sqlite-worker.mjs");
  const worker = new Worker(path, { workerData: { file, pragmas }, execArgv: [] });
  const waiting = new Map<number, { resolve: (done: Done) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let opened = false;
  let closing = false;
  let broken: Error | undefined;

  worker.on("message", (reply: Reply) => {
    opened = true;
    const asker = waiting.get(reply.id);
    waiting.delete(reply.id);
    // A process that waits for an answer must not end; one that waits for nothing may.
    if (waiting.size === 0) worker.unref();
    if ("error" in reply) asker?.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }));
    else asker?.resolve(reply);
  });
  const fail = (error: Error) => {
    broken ??= error;
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  };
  worker.on("error", fail);
  worker.on("exit", (code) => {
    fail(new Error(closing ? "the store was closed" : `the thread of the store ended with ${code}`));
    if (opened && !closing) setImmediate(() => raise(broken));
  });
  worker.unref();

  return {
    ask(job) {
      if (broken) return Promise.reject(broken);
      return new Promise((resolve, reject) => {
        asked += 1;
        closing ||= job === "close";
        if (waiting.size === 0) worker.ref();
        waiting.set(asked, { resolve, reject });
        // As one text: far cheaper than a copy of many small values. Only what holds bytes is copied as it is.
        const message = { id: asked, job };
        worker.postMessage(holdsBytes(job) ? message : JSON.stringify(message));
      });
    },
  };
}

/** Files are written by single statements; lists of statements, the hot path, hold texts, numbers and nulls. */
function holdsBytes(job: Job): boolean {
  return typeof job === "object" && "parameters" in job && job.parameters.some((value) => value instanceof Uint8Array);
}

function raise(error: unknown): never {
  throw error;
}

import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { rawLoad } from "#test/load/raw-load.ts";

export type SubmissionFigures = {
  /** A POST that reads its JSON and answers; the measure of the budget. */
  readonly emptyPerSecond: number;
  /** A POST that does not even read its body. */
  readonly idlePerSecond: number;
  readonly durablePerSecond: number;
  readonly ratio: number;
  readonly p99Milliseconds: number;
  readonly acknowledged: number;
  readonly stored: number;
};

const ANSWERS = {
  "overall-satisfaction": 5,
  ease: 4,
  respect: 5,
  clarity: 4,
  timeliness: 3,
  confidentiality: 5,
  "need-met": 4,
};

/** Durable submissions against an empty Hono POST in the same process, three turns each, best of each. */
export async function benchSubmissions({ seconds = 5, connections = 64 } = {}): Promise<SubmissionFigures> {
  const child = spawn(
    process.execPath,
    [
      ...(process.env["RIDA_PROFILE"] ? ["--cpu-prof", "--cpu-prof-dir=" + process.env["RIDA_PROFILE"]] : []),
      "--import",
      "tsx",
      fileURLToPath(new URL("./submission-server.ts", import.meta.url)),
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ready = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", () => reject(new Error("the load server ended before it listened")));
  });
  const { port, folder } = JSON.parse(ready) as { port: number; folder: string };
  try {
    const empty = { port, path: "/empty", connections, toBody };
    const durable = { port, path: "/q/loadtest", connections, toBody };
    await rawLoad({ ...empty, seconds: 2 });
    let acknowledged = (await rawLoad({ ...durable, seconds: 3 })).accepted;
    const rates = { idle: [] as number[], empty: [] as number[], durable: [] as number[], p99: [] as number[] };
    for (let turn = 0; turn < 3; turn += 1) {
      rates.idle.push((await rawLoad({ ...empty, path: "/idle", seconds })).perSecond);
      rates.empty.push((await rawLoad({ ...empty, seconds })).perSecond);
      const run = await rawLoad({ ...durable, seconds });
      rates.durable.push(run.perSecond);
      rates.p99.push(run.p99Milliseconds);
      acknowledged += run.accepted;
    }
    const store = new Database(`${folder}/rida.sqlite`, { readonly: true });
    const stored = Number(store.prepare("select count(*) from response").pluck().get());
    store.close();
    const emptyPerSecond = Math.max(...rates.empty);
    const durablePerSecond = Math.max(...rates.durable);
    return {
      emptyPerSecond,
      idlePerSecond: Math.max(...rates.idle),
      durablePerSecond,
      ratio: durablePerSecond / emptyPerSecond,
      p99Milliseconds: Math.min(...rates.p99),
      acknowledged,
      stored,
    };
  } finally {
    child.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }
}

function toBody(submissionId: string): string {
  return JSON.stringify({ submissionId, language: "ar", answers: ANSWERS });
}

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import Database from "better-sqlite3";

export type SubmissionFigures = {
  readonly emptyPerSecond: number;
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
    const shoot = (path: string) => load(`http://127.0.0.1:${port}${path}`, { seconds, connections });
    await load(`http://127.0.0.1:${port}/empty`, { seconds: 1, connections });
    const warm = await load(`http://127.0.0.1:${port}/q/loadtest`, { seconds: 2, connections });
    let acknowledged = warm.accepted;
    const empty: number[] = [];
    const durable: number[] = [];
    const p99: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      empty.push((await shoot("/empty")).perSecond);
      const run = await shoot("/q/loadtest");
      durable.push(run.perSecond);
      p99.push(run.p99);
      acknowledged += run.accepted;
    }
    const store = new Database(`${folder}/rida.sqlite`, { readonly: true });
    const stored = Number(store.prepare("select count(*) from response").pluck().get());
    store.close();
    const emptyPerSecond = Math.max(...empty);
    const durablePerSecond = Math.max(...durable);
    return {
      emptyPerSecond,
      durablePerSecond,
      ratio: durablePerSecond / emptyPerSecond,
      p99Milliseconds: Math.min(...p99),
      acknowledged,
      stored,
    };
  } finally {
    child.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(url: string, { seconds, connections }: { seconds: number; connections: number }) {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: "POST",
    headers: { "content-type": "application/json" },
    requests: [
      {
        setupRequest: (request) => ({
          ...request,
          body: JSON.stringify({ submissionId: randomUUID(), language: "ar", answers: ANSWERS }),
        }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refusals and ${result.errors} errors under load`);
  }
  return { perSecond: result.requests.average, p99: result.latency.p99, accepted: result["2xx"] };
}

import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { toResponseId } from "#server/respond/receipt.ts";
import { startServerProcess, type ServerSeed } from "#test/support/started-server.ts";

const ASSOCIATION = "tuwaiq";
const CODE = "crash23456";
const KEY = "rida_crash-test-key-0123456789";
const SEED: ServerSeed = {
  servicePoint: { associationId: ASSOCIATION, code: CODE, service: "training", form: "general-service" },
  apiKey: { associationId: ASSOCIATION, role: "admin", key: KEY },
};
const ANSWERS = { "overall-satisfaction": 5, ease: 4 };

export type CrashOutcome = {
  readonly acknowledged: number;
  /** Acknowledged receipts that the store does not hold, or holds more than once. */
  readonly lost: number;
  readonly doubled: number;
  readonly stored: number;
  /** What the dashboard counts after the last restart. */
  readonly counted: number;
};

/**
 * Kills the server `kills` times with SIGKILL while `connections` clients submit; every client sends what was not
 * acknowledged again with the same id, as the page does. Then counts what was promised, kept and shown.
 */
export async function killWhileSubmitting({
  kills,
  connections,
  acknowledgeEarly = false,
}: {
  kills: number;
  connections: number;
  acknowledgeEarly?: boolean;
}): Promise<CrashOutcome> {
  const folder = mkdtempSync(join(tmpdir(), "rida-crash-"));
  const acknowledged = new Set<string>();
  const open = Array.from({ length: connections }, () => randomUUID() as string);
  try {
    for (let round = 0; round < kills; round += 1) {
      const server = await startServerProcess(folder, { seed: SEED, acknowledgeEarly });
      const before = acknowledged.size;
      let killed = false;
      const clients = open.map((_, index) => submitUntilCut(server.url, open, index, acknowledged, () => killed));
      await until(() => acknowledged.size - before >= 40 + ((round * 37) % 400));
      killed = true;
      await server.kill();
      await Promise.all(clients);
    }
    const server = await startServerProcess(folder, { seed: SEED });
    const stored = readReceipts(folder);
    const counted = await waitForCount(server.url, stored.length);
    await server.stop();
    const times = new Map<string, number>();
    for (const receipt of stored) times.set(receipt, (times.get(receipt) ?? 0) + 1);
    const promised = [...acknowledged].map((receipt) => times.get(toResponseId(receipt)) ?? 0);
    return {
      acknowledged: acknowledged.size,
      lost: promised.filter((count) => count === 0).length,
      doubled: [...times.values()].filter((count) => count > 1).length,
      stored: stored.length,
      counted,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function submitUntilCut(
  url: string,
  open: string[],
  index: number,
  acknowledged: Set<string>,
  isCut: () => boolean,
): Promise<void> {
  while (!isCut()) {
    try {
      const response = await fetch(`${url}/q/${CODE}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ submissionId: open[index], language: "ar", answers: ANSWERS }),
      });
      const body = (await response.json()) as { receipt?: string };
      if (!response.ok || body.receipt === undefined) throw new Error(`refused: ${JSON.stringify(body)}`);
      acknowledged.add(body.receipt);
      open[index] = randomUUID();
    } catch (error) {
      if (!isCut()) throw error;
    }
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function readReceipts(folder: string): string[] {
  const store = new Database(join(folder, "rida.sqlite"), { readonly: true });
  try {
    return store.prepare<[], string>("select id from response").pluck().all();
  } finally {
    store.close();
  }
}

/** Asks the dashboard until it has caught up; a count that never agrees is returned as it stands. */
async function waitForCount(url: string, expected: number): Promise<number> {
  let counted = -1;
  for (let attempt = 0; attempt < 100 && counted !== expected; attempt += 1) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    const response = await fetch(`${url}/api/v1/metrics/query`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ metrics: ["responses"], period: { from: "2020-01-01", to: "2099-12-31" } }),
    });
    // Not yet: analytics is still being held against the store.
    if (!response.ok) continue;
    const result = (await response.json()) as { rows: { values: { responses: { value: number | null } } }[] };
    counted = result.rows[0]?.values.responses.value ?? 0;
  }
  return counted;
}

import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { rebuildCubes } from "#analytics/cubes/compact.ts";
import { CUBE_FAMILIES } from "#analytics/cubes/families.ts";
import type { Sources } from "#analytics/plan.ts";
import { MetricQuery } from "#analytics/query.ts";
import { runQuery } from "#analytics/run-query.ts";
import { openSchema } from "#analytics/schema/open-schema.ts";
import type { Warehouse } from "#analytics/warehouse.ts";
import { writeEvaluations } from "./write-evaluations.ts";

export type DashboardFigures = {
  readonly evaluations: number;
  /** Median and 95th percentile of one dashboard of twelve tiles, from cubes and from facts, in milliseconds. */
  readonly cubesMs: number;
  readonly cubesP95Ms: number;
  readonly rawMs: number;
  readonly rawP95Ms: number;
  /** How many times faster the median is from cubes. */
  readonly ratio: number;
  readonly buildCubesMs: number;
  readonly factRows: number;
  readonly cubeRows: number;
  readonly fileMegabytes: number;
};

const YEAR = { from: "2025-07-01", to: "2026-06-30" };
const BOTH_YEARS = { from: "2024-07-01", to: "2026-06-30" };

/** The dashboard of a quality officer: what the overview asks for in one request. */
export const TILES: readonly MetricQuery[] = [
  { metrics: ["satisfaction", "satisfactionMean", "responses"], period: YEAR, compare: "previous" },
  { metrics: ["responseRate", "invitations", "deliveries"], period: YEAR, compare: "previous" },
  { metrics: ["satisfaction", "responses"], period: BOTH_YEARS, grain: "month" },
  { metrics: ["responseRate"], period: BOTH_YEARS, grain: "hijriMonth" },
  { metrics: ["satisfaction", "responses"], period: YEAR, dimensions: ["service"] },
  { metrics: ["satisfaction", "responses"], period: YEAR, dimensions: ["channel"] },
  { metrics: ["satisfaction", "responses"], period: YEAR, dimensions: ["mode"] },
  { metrics: ["satisfactionDistribution"], period: YEAR },
  { metrics: ["ease", "respect", "clarity", "timeliness", "confidentiality", "needMet"], period: YEAR },
  { metrics: ["satisfaction", "responseRate"], period: YEAR, dimensions: ["branch"] },
  { metrics: ["satisfaction", "responses"], period: YEAR, dimensions: ["language"] },
  { metrics: ["topTwoBox", "mean"], period: YEAR, dimensions: ["item"] },
].map((tile) => MetricQuery.parse(tile));

/** Writes so many evaluations of fifty associations over two years and asks the same dashboard of cubes and of facts. */
export async function benchDashboard({ evaluations }: { readonly evaluations: number }): Promise<DashboardFigures> {
  const folder = mkdtempSync(join(tmpdir(), "dashboard-"));
  const file = join(folder, "analytics.duckdb");
  const warehouse = await openSchema({ file });
  try {
    await writeEvaluations(warehouse, evaluations);
    const started = performance.now();
    await rebuildCubes(warehouse);
    const buildCubesMs = performance.now() - started;
    const cubes = await measure(warehouse, "cubes", 60);
    const raw = await measure(warehouse, "facts", evaluations > 2_000_000 ? 6 : 20);
    return {
      evaluations,
      cubesMs: quantile(cubes, 0.5),
      cubesP95Ms: quantile(cubes, 0.95),
      rawMs: quantile(raw, 0.5),
      rawP95Ms: quantile(raw, 0.95),
      ratio: quantile(raw, 0.5) / quantile(cubes, 0.5),
      buildCubesMs,
      factRows: await countRows(warehouse, ["fact_delivery", "fact_invitation", "fact_response", "fact_answer"]),
      cubeRows: await countRows(
        warehouse,
        CUBE_FAMILIES.map(({ table }) => table),
      ),
      fileMegabytes: statSync(file).size / 1e6,
    };
  } finally {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  }
}

/** Times whole dashboards, of another association each time, after two that warm up. */
async function measure(warehouse: Warehouse, sources: Sources, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = -2; round < rounds; round += 1) {
    const scope = { associationId: `association-${(round + 50) % 50}`, k: 5, kByService: { "service-5": 10 } };
    const started = performance.now();
    const results = await Promise.all(TILES.map((query) => runQuery({ warehouse, scope, query, sources })));
    if (results.some(({ rows }) => rows.length === 0))
      throw new Error("A tile of the dashboard came back without rows");
    if (round >= 0) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function countRows(warehouse: Warehouse, tables: readonly string[]): Promise<number> {
  const Row = z.object({ rows: z.number() });
  const counts = tables.map((table) =>
    warehouse.read(({ all }) => all(`SELECT CAST(COUNT(*) AS DOUBLE) AS rows FROM ${table}`, [], Row)),
  );
  return (await Promise.all(counts)).reduce((sum, [row]) => sum + (row?.rows ?? 0), 0);
}

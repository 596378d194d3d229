import { dateColumnsOf } from "#analytics/cubes/families.ts";
import type { CubeFamily } from "#analytics/cubes/families.ts";
import { DIMENSION_COLUMNS, STAT_COLUMNS } from "#analytics/schema/columns.ts";

/** Columns of a family's table: keys as text, scales as numbers, statistics as BIGINT (sums of HUGEINT are many times slower). */
export function cubeColumns(family: CubeFamily): string {
  const keys = keysOf(family).map((key) => `${key} ${key.startsWith("scale_") ? "INTEGER" : "VARCHAR"} NOT NULL`);
  return [...keys, ...STAT_COLUMNS.map((column) => `${column} BIGINT NOT NULL`)].join(", ");
}

/** Sums events, or the family's own rows, into rows of the family: the one statement that builds, feeds and compacts cubes. */
export function sumInto(family: CubeFamily, target: string, source: string): string {
  const keys = keysOf(family);
  const sums = STAT_COLUMNS.map((column) => `CAST(SUM(${column}) AS BIGINT)`);
  return `INSERT INTO ${target} SELECT ${[...keys, ...sums].join(", ")} FROM ${source} GROUP BY ${keys.join(", ")} ORDER BY ${keys.slice(0, 3).join(", ")}`;
}

/** The grain of all others: a batch is summed into it once, and from there into each cube. */
export const FINEST: CubeFamily = {
  id: "finest",
  table: "batch_sums",
  grain: "day",
  dimensions: DIMENSION_COLUMNS,
};

function keysOf(family: CubeFamily): readonly string[] {
  return ["association", "measure", ...dateColumnsOf(family), ...family.dimensions, "scale_min", "scale_max"];
}

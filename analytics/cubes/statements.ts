import { dateColumnsOf } from "#analytics/cubes/families.ts";
import type { CubeFamily } from "#analytics/cubes/families.ts";
import { DIMENSION_COLUMNS, STAT_COLUMNS } from "#analytics/schema/columns.ts";
import type { DateColumn } from "#analytics/schema/columns.ts";

/** Columns of a family's table: keys as text, scales as numbers, statistics as BIGINT (sums of HUGEINT are many times slower). */
export function cubeColumns(family: CubeFamily): string {
  const keys = keysOf(family).map((key) => `${key} ${key.startsWith("scale_") ? "INTEGER" : "VARCHAR"} NOT NULL`);
  return [...keys, ...STAT_COLUMNS.map((column) => `${column} BIGINT NOT NULL`)].join(", ");
}

/** Sums events, or the family's own rows, into rows of the family: the one statement that builds, feeds and compacts cubes. */
export function sumInto(family: CubeFamily, target: string, source: string): string {
  return `INSERT INTO ${target} ${sumOf(family, source, "")}`;
}

/** The same of what lies between `$1` and `$2`, both included, of a date key. */
export function sumBetween(family: CubeFamily, target: string, source: string, column: DateColumn): string {
  return `INSERT INTO ${target} ${sumOf(family, source, `WHERE ${column} >= $1 AND ${column} <= $2`)}`;
}

function sumOf(family: CubeFamily, source: string, where: string): string {
  const keys = keysOf(family).join(", ");
  const sums = STAT_COLUMNS.map((column) => `CAST(SUM(${column}) AS BIGINT)`).join(", ");
  return `SELECT ${keys}, ${sums} FROM ${source} ${where} GROUP BY ${keys}`;
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

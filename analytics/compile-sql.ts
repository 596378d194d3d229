import type { Part, Plan } from "#analytics/plan.ts";
import type { Bound } from "#analytics/warehouse.ts";

/** A statement with what is bound to it; every identifier in it comes from the schema. */
export type Statement = { readonly sql: string; readonly params: readonly Bound[] };

/**
 * The one shape of statement that analytics runs: sums of statistics by keys, of one association and one stretch of time.
 * It is the same on cubes and facts, and in plain SQL, so that another column store could run it.
 */
export function compileSql(plan: Plan, part: Part, associationId: string): Statement {
  const params: Bound[] = [];
  const bind = (value: string): string => `$${params.push(value)}`;
  const oneOf = (column: string, values: readonly string[]): string => `${column} IN (${values.map(bind).join(", ")})`;

  const keys = [...(plan.grain ? [plan.grain] : []), ...plan.groups, "measure", "scale_min", "scale_max"];
  const where = [
    `association = ${bind(associationId)}`,
    oneOf("measure", plan.measures),
    `${part.from.column} >= ${bind(part.from.value)}`,
    `${part.to.column} <= ${bind(part.to.value)}`,
    ...(plan.constructs ? [oneOf("construct", plan.constructs)] : []),
    ...plan.filters.map(({ column, values }) => oneOf(column, values)),
  ];
  const sums = plan.stats.map((column) => `CAST(SUM(${column}) AS DOUBLE) AS ${column}`);
  const sql = [
    `SELECT ${[...keys, ...sums].join(", ")}`,
    `FROM ${part.table}`,
    `WHERE ${where.join(" AND ")}`,
    `GROUP BY ${keys.join(", ")}`,
  ].join("\n");
  return { sql, params };
}

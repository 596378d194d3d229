import type { Statement } from "#analytics/compile-sql.ts";
import type { Selector } from "#analytics/metrics/way-recipe.ts";
import { addDays, monthStartOf } from "#analytics/period.ts";
import type { WayPlan } from "#analytics/plan-way.ts";
import type { Bound } from "#analytics/warehouse.ts";

type Bind = (value: Bound) => string;

/** One scan of `way` that counts every selector in a column of its own: metrics of different bases share it. */
export function compileWay(plan: WayPlan, associationId: string): Statement {
  const params: Bound[] = [];
  const bind: Bind = (value) => `$${params.push(value)}`;
  const keys = [...(plan.grain ? [plan.grain] : []), ...plan.groups, ...(plan.timed ? ["duration", "since"] : [])];
  const counts = plan.selectors.map(
    (selector, index) =>
      `CAST(COALESCE(SUM(n) FILTER (WHERE ${conditionOf(selector, plan, bind)}), 0) AS DOUBLE) AS s${index}`,
  );
  const where = [
    `association = ${bind(associationId)}`,
    oneOf("measure", [...new Set(plan.selectors.map(({ measure }) => measure))], bind),
    `day >= ${bind(plan.period.from)}`,
    `day <= ${bind(plan.period.to)}`,
    ...plan.filters.map(({ column, values }) => oneOf(column, values, bind)),
  ];
  const sql = [
    `SELECT ${[...keys, ...counts].join(",\n  ")}`,
    "FROM way",
    `WHERE ${where.join(" AND ")}`,
    // Without keys there is one row even of nothing, whose counts are all 0.
    ...(keys.length > 0 ? [`GROUP BY ${keys.join(", ")}`] : []),
  ].join("\n");
  return { sql, params };
}

function conditionOf(selector: Selector, plan: WayPlan, bind: Bind): string {
  const { measure, step, outcomes, exceptOutcomes, under, over, olderThan } = selector;
  return [
    `measure = ${bind(measure)}`,
    ...(step === undefined ? [] : [`step ${step.includes("%") ? "LIKE" : "="} ${bind(step)}`]),
    ...(outcomes ? [oneOf("outcome", outcomes, bind)] : []),
    ...(exceptOutcomes ? [`NOT ${oneOf("outcome", exceptOutcomes, bind)}`] : []),
    ...(under === undefined ? [] : [`duration < ${bind(under)}`]),
    ...(over === undefined ? [] : [`duration > ${bind(over)}`]),
    ...(olderThan === undefined ? [] : startedBefore(addDays(plan.today, -olderThan), plan.monthsOf, bind)),
  ].join(" AND ");
}

/** Where only the month is known, a start in the month of `day` may have been later than it. */
function startedBefore(day: string, monthsOf: WayPlan["monthsOf"], bind: Bind): string[] {
  if (monthsOf === undefined) return [`since < ${bind(day)}`];
  return [`since < ${bind(day)}`, `since <> ${bind(monthStartOf(day, monthsOf))}`];
}

function oneOf(column: string, values: readonly string[], bind: Bind): string {
  return `${column} IN (${values.map(bind).join(", ")})`;
}

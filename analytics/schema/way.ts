import { DATE_COLUMNS } from "#analytics/schema/columns.ts";
import type { FactTable } from "#analytics/schema/tables.ts";

const KEYS = "f.association, c.service, c.channel, c.branch, c.kind";
const DATES = ["f.day", ...DATE_COLUMNS.slice(1).map((column) => `d.${column}`)].join(", ");
const from = (fact: FactTable): string =>
  `FROM fact_${fact} f JOIN context c USING (context_no) JOIN calendar d USING (day)`;

/**
 * What happened on the policy's way, seen as rows of one shape: keys, measure, how long it took, how many. It reads no
 * answers, and each measure only the facts that it comes from; milestones are few, so it needs no cube.
 */
export function waySql(): string {
  return `
SELECT ${KEYS}, f.step, f.outcome, '' AS place, f.measure, f.duration, '' AS since, ${DATES}, f.n
${from("milestone")}
UNION ALL
SELECT ${KEYS}, f.step, '', '', 'clock-running', NULL::INTEGER, f.day, ${DATES},
  CASE WHEN f.measure = 'clock-started' THEN f.n ELSE -f.n END
${from("milestone")} WHERE f.measure IN ('clock-started', 'clock-stopped')
UNION ALL
SELECT ${KEYS}, '', f.place, f.place, 'delivery-by-place', NULL::INTEGER, '', ${DATES}, 1
${from("delivery")}
UNION ALL
SELECT ${KEYS}, '', '', '', 'invitation-wait', f.wait_days, '', ${DATES}, 1
${from("invitation")} WHERE f.event = 'issued'`.trim();
}

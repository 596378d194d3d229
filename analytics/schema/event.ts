import { DATE_COLUMNS, HISTOGRAM_COLUMNS } from "#analytics/schema/columns.ts";
import type { FactTable } from "#analytics/schema/tables.ts";

const DATES = DATE_COLUMNS.join(", ");
const NO_SCORES = HISTOGRAM_COLUMNS.map((column) => `0::BIGINT AS ${column}`).join(", ");
const ONCE = `1::BIGINT AS n, 1::BIGINT AS construct_people, 1::BIGINT AS scale_people, 0::BIGINT AS total, 0::BIGINT AS total_squares, ${NO_SCORES}`;
const NO_SCALE = "0 AS scale_min, 0 AS scale_max";
// Scales of more points than the histogram has columns are counted in `n`, `total` and `total_squares` only.
const SCORES = HISTOGRAM_COLUMNS.map(
  (column, step) =>
    `(scale_max - scale_min < ${HISTOGRAM_COLUMNS.length} AND score = scale_min + ${step})::BIGINT AS ${column}`,
).join(", ");

/**
 * Facts seen as countable events: the same keys and statistics for every kind of fact. Cubes are sums of these rows, and
 * where no cube fits, queries sum the rows themselves; so both give the same numbers.
 */
export function eventSql(tableOf: (fact: FactTable) => string): string {
  return `
SELECT association, service, channel, '' AS mode, branch, kind, '' AS form, '' AS language, '' AS item, '' AS construct,
  'delivery' AS measure, ${NO_SCALE}, ${DATES}, ${ONCE}
FROM ${tableOf("delivery")}
UNION ALL
SELECT association, service, channel, mode, branch, kind, form, '', '', '', event, ${NO_SCALE}, ${DATES}, ${ONCE}
FROM ${tableOf("invitation")}
UNION ALL
SELECT association, service, channel, mode, branch, kind, form, language, '', '',
  CASE WHEN invited THEN 'response' ELSE 'participation' END, ${NO_SCALE}, ${DATES}, ${ONCE}
FROM ${tableOf("response")}
UNION ALL
SELECT association, service, channel, mode, branch, kind, form, language, item, construct,
  'answer', scale_min, scale_max, ${DATES}, 1::BIGINT AS n, leads_construct::BIGINT, leads_scale::BIGINT,
  score::BIGINT AS total, score::BIGINT * score::BIGINT AS total_squares, ${SCORES}
FROM ${tableOf("answer")} WHERE score IS NOT NULL`.trim();
}

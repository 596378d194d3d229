import { addDays } from "#analytics/period.ts";
import type { Warehouse } from "#analytics/warehouse.ts";
import { periodKeys } from "#policies/calendar.ts";

const FIRST_DAY = "2024-07-01";
const DAYS = 730;
const CONSTRUCTS = [
  "satisfaction",
  "ease",
  "respect",
  "clarity",
  "timeliness",
  "confidentiality",
  "needMet",
  "recommendation",
];

/** Sizes of the keys, slowest first; a context's number is its digits in these bases. */
const DIGITS = { association: 50, service: 6, channel: 3, branch: 8, kind: 2, mode: 3, language: 2 };
type Digit = keyof typeof DIGITS;
const NAMES = Object.keys(DIGITS) as Digit[];
const CONTEXTS = NAMES.reduce((product, name) => product * DIGITS[name], 1);

/** SQL of one digit of a context's number. */
function digitOf(name: Digit, contextNo: string): string {
  const below = NAMES.slice(NAMES.indexOf(name) + 1).reduce((product, later) => product * DIGITS[later], 1);
  return `((${contextNo} // ${below}) % ${DIGITS[name]})`;
}

/**
 * Fills the tables of facts as a feed over two years would have: each evaluation with eight answers, two deliveries, two
 * invitations and one answered; keys and scores from a hash, so every run has the same rows.
 */
export async function writeEvaluations(warehouse: Warehouse, evaluations: number): Promise<void> {
  await warehouse.write(async ({ run, appendColumns }) => {
    const days = Array.from({ length: DAYS }, (_, index) => periodKeys(addDays(FIRST_DAY, index)));
    await appendColumns({
      table: "calendar",
      columns: (["day", "week", "month", "hijriMonth"] as const).map((grain) => days.map((keys) => keys[grain])),
    });
    await appendColumns({
      table: "item",
      columns: [
        CONSTRUCTS.map((_, index) => index),
        CONSTRUCTS,
        CONSTRUCTS,
        CONSTRUCTS,
        CONSTRUCTS,
        CONSTRUCTS.map((_, index) => (index < 7 ? "satisfaction-5" : "likely-11")),
        CONSTRUCTS.map((_, index) => (index < 7 ? 1 : 0)),
        CONSTRUCTS.map((_, index) => (index < 7 ? 5 : 10)),
      ],
    });
    const name = (digit: Digit): string => `'${digit}-' || ${digitOf(digit, "i")}`;
    await run(`INSERT INTO context SELECT i, ${name("association")}, ${name("service")},
      'channel-' || (${digitOf("service", "i")} + ${digitOf("channel", "i")}) % 6, ${name("branch")}, ${name("kind")},
      ['link', 'qr', 'kiosk'][1 + ${digitOf("mode", "i")}], 'form-' || ${digitOf("service", "i")}, ['ar', 'ur'][1 + ${digitOf("language", "i")}]
      FROM range(${CONTEXTS}) r(i)`);
    // Squaring a uniform number crowds the first values of each key, as registers do.
    await run(`CREATE TEMP TABLE evaluation AS
      SELECT i, hash(i) AS h, CAST(CAST('${FIRST_DAY}' AS DATE) + CAST(i * ${DAYS} // ${evaluations} AS INTEGER) AS VARCHAR) AS day,
        CAST(${NAMES.map((digit, index) => {
          const share = `((hash(i * 16 + ${index}) % 100000) / 100000.0)`;
          const skewed = digit === "association" ? share : `${share} * ${share}`;
          const below = NAMES.slice(index + 1).reduce((product, later) => product * DIGITS[later], 1);
          return `CAST(floor(${skewed} * ${DIGITS[digit]}) AS INTEGER) * ${below}`;
        }).join(" + ")} AS INTEGER) AS context_no
      FROM range(${evaluations}) r(i)`);
    const whose = `'association-' || ${digitOf("association", "context_no")}, day, context_no`;
    await run(`INSERT INTO fact_delivery SELECT ${whose}, 'd' || i || copy FROM evaluation, range(2) c(copy)`);
    await run(`INSERT INTO fact_invitation SELECT ${whose}, 'issued' FROM evaluation, range(2) c(copy)`);
    await run(`INSERT INTO fact_invitation SELECT ${whose}, 'answered' FROM evaluation`);
    await run(`INSERT INTO fact_response SELECT ${whose}, 'r' || i, 1, h % 4 > 0 FROM evaluation`);
    await run(`INSERT INTO fact_answer SELECT ${whose}, 'r' || i, CAST(n AS INTEGER),
      CAST(CASE WHEN n = 7 THEN 10 - (hash(i * 8 + n) % 7) * (hash(i + n) % 2) ELSE 5 - (hash(i * 8 + n) % 5) * (hash(i + n) % 2) END AS INTEGER),
      NULL, NULL, true, n IN (0, 7)
      FROM evaluation, range(8) a(n)`);
    await run("DROP TABLE evaluation");
  });
  await warehouse.alone("CHECKPOINT");
}

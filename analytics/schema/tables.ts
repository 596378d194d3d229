import { DATE_COLUMNS } from "#analytics/schema/columns.ts";

const text = (names: readonly string[]): string => names.map((name) => `${name} VARCHAR NOT NULL`).join(", ");
const DATES = text(DATE_COLUMNS);
const PLACE = text(["association", "service", "channel", "branch", "kind"]);
const RESPONSE = `response_id VARCHAR NOT NULL, ${PLACE}, ${text(["mode", "form"])}, form_version INTEGER NOT NULL, language VARCHAR NOT NULL, invited BOOLEAN NOT NULL`;

/** Columns of each table of facts. Rows are only ever appended. */
export const FACT_TABLES = {
  delivery: `delivery_id VARCHAR NOT NULL, ${PLACE}, ${DATES}`,
  invitation: `event VARCHAR NOT NULL, ${PLACE}, ${text(["form", "mode"])}, ${DATES}`,
  response: `${RESPONSE}, ${DATES}`,
  /** One row per response and item. `item` is the bank item's id, else form and item; `leads_*`: see STAT_COLUMNS. */
  answer: `${RESPONSE}, ${text(["item", "item_id"])}, bank_item VARCHAR, construct VARCHAR NOT NULL, scale VARCHAR,
    scale_min INTEGER, scale_max INTEGER, score INTEGER, choice VARCHAR, missing VARCHAR,
    leads_construct BOOLEAN NOT NULL, leads_scale BOOLEAN NOT NULL, ${DATES}`,
  comment: `${RESPONSE}, item VARCHAR NOT NULL, body VARCHAR NOT NULL, score INTEGER, ${DATES}`,
} as const satisfies Record<string, string>;
export type FactTable = keyof typeof FACT_TABLES;
export const FACT_TABLE_IDS = Object.keys(FACT_TABLES) as FactTable[];

/**
 * Tables into which a batch is appended before one statement per fact joins it: texts that repeat are written once, so
 * nearly all of what crosses from JavaScript is small numbers.
 */
export const STAGE_TABLES = {
  stage_day: `day_no INTEGER, ${DATES}`,
  stage_context: `context_no INTEGER, ${PLACE}, ${text(["mode", "form", "language"])}`,
  stage_item: `item_no INTEGER, ${text(["item", "item_id"])}, bank_item VARCHAR, construct VARCHAR, scale VARCHAR, scale_min INTEGER, scale_max INTEGER`,
  stage_delivery: "delivery_id VARCHAR, context_no INTEGER, day_no INTEGER",
  stage_invitation: "event VARCHAR, context_no INTEGER, day_no INTEGER",
  stage_response:
    "response_no INTEGER, response_id VARCHAR, form_version INTEGER, invited BOOLEAN, context_no INTEGER, day_no INTEGER",
  stage_answer:
    "response_no INTEGER, item_no INTEGER, score INTEGER, choice VARCHAR, missing VARCHAR, leads_construct BOOLEAN, leads_scale BOOLEAN",
  stage_comment: "response_no INTEGER, item VARCHAR, body VARCHAR, score INTEGER",
} as const satisfies Record<string, string>;
export type StageTable = keyof typeof STAGE_TABLES;

/** One row: how far the feed has come, and which shape the tables have. */
export const META_COLUMNS = "watermark BIGINT NOT NULL, shape VARCHAR NOT NULL";

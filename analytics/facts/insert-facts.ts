import { DATE_COLUMNS } from "#analytics/schema/columns.ts";
import type { FactTable } from "#analytics/schema/tables.ts";

const DATES = DATE_COLUMNS.map((column) => `d.${column}`).join(", ");
const PLACE = "c.association, c.service, c.channel, c.branch, c.kind";
const WHEN_WHERE = "JOIN stage_context c USING (context_no) JOIN stage_day d USING (day_no)";
const RESPONSE = `r.response_id, ${PLACE}, c.mode, c.form, r.form_version, c.language, r.invited`;

/** One statement per fact: joins the staged batch into rows of the fact, in the order of its columns. */
export const FACTS_OF_STAGE: Readonly<Record<FactTable, string>> = {
  delivery: `SELECT s.delivery_id, ${PLACE}, ${DATES} FROM stage_delivery s ${WHEN_WHERE}`,
  invitation: `SELECT s.event, ${PLACE}, c.form, c.mode, ${DATES} FROM stage_invitation s ${WHEN_WHERE}`,
  response: `SELECT ${RESPONSE}, ${DATES} FROM stage_response r ${WHEN_WHERE}`,
  answer: `SELECT ${RESPONSE}, i.item, i.item_id, i.bank_item, i.construct, i.scale, i.scale_min, i.scale_max,
    a.score, a.choice, a.missing, a.leads_construct, a.leads_scale, ${DATES}
    FROM stage_answer a JOIN stage_response r USING (response_no) JOIN stage_item i USING (item_no) ${WHEN_WHERE}`,
  comment: `SELECT ${RESPONSE}, m.item, m.body, m.score, ${DATES}
    FROM stage_comment m JOIN stage_response r USING (response_no) ${WHEN_WHERE}`,
};

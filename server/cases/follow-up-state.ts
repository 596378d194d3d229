import type { Selectable } from "kysely";
import { addDays } from "#analytics/period.ts";
import type { FollowUpLine, FollowUpOutcome, Place } from "#server/cases/case-view.ts";
import type { Schema } from "#server/store/schema.ts";

export type FollowUpRow = Selectable<Schema["follow_up"]>;

/** A call may be made a little before its day. */
const EARLY_DAYS = 7;

/** A follow-up as it stands on `today`. `refused` says that the person asked not to be contacted any more. */
export function toFollowUpLine(
  row: FollowUpRow,
  { today, tryDays, refused }: { today: string; tryDays: number; refused: boolean },
): FollowUpLine {
  const tryUntil = addDays(row.due_on, tryDays);
  return {
    id: row.id,
    caseId: row.case_id,
    day: row.day,
    dueOn: row.due_on,
    place: row.place as Place,
    outcome: row.outcome as FollowUpOutcome | "",
    doneAt: row.done_at,
    state: stateOf(row, { today, tryUntil, refused }),
    tryUntil,
  };
}

/** True when nobody needs to be called any more. */
export function areSettled(rows: readonly FollowUpRow[], about: { today: string; tryDays: number }): boolean {
  const refused = isRefused(rows);
  return rows.length > 0 && rows.every((row) => toFollowUpLine(row, { ...about, refused }).state === "settled");
}

export function isRefused(rows: readonly FollowUpRow[]): boolean {
  return rows.some(({ outcome }) => outcome === "refused");
}

function stateOf(
  { outcome, due_on: dueOn }: FollowUpRow,
  { today, tryUntil, refused }: { today: string; tryUntil: string; refused: boolean },
): FollowUpLine["state"] {
  if (outcome === "reached" || outcome === "refused" || refused) return "settled";
  if (outcome === "not-reached") return today > tryUntil ? "settled" : "again";
  if (today > dueOn) return "overdue";
  return today >= addDays(dueOn, -EARLY_DAYS) ? "open" : "ahead";
}

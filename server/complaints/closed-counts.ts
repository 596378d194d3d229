import { wholeDays } from "#server/complaints/due-days.ts";
import { todayIn } from "#policies/calendar.ts";
import type { Count } from "#server/journeys/to-milestones.ts";
import type { Schema } from "#server/store/schema.ts";

type Received = Pick<Schema["complaint"], "type" | "received_at" | "acknowledged_at" | "due_on">;

/** What closing a complaint counts, in the cohort of its day of arrival; one that nobody acknowledged before is so by its answer. */
export function complaintClosedCounts(row: Received, { timeZone, now }: { timeZone: string; now: number }): Count[] {
  const of = { outcome: row.type, countedAt: row.received_at };
  const duration = wholeDays(row.received_at, now);
  const counts: Count[] = [{ measure: "complaint-closed", ...of, duration }];
  if (row.acknowledged_at === null) counts.unshift({ measure: "complaint-acknowledged", ...of, duration });
  if (todayIn(timeZone, now) > row.due_on) counts.push({ measure: "complaint-closed-late", ...of });
  return counts;
}

import { todayIn } from "#policies/calendar.ts";
import type { Policy } from "#policies/schema.ts";
import { complaintRule } from "#server/complaints/complaint-rule.ts";
import { addDays } from "#server/complaints/due-days.ts";
import type { Schema } from "#server/store/schema.ts";

export type ComplaintOutcome = "upheld" | "partly" | "not-upheld" | "withdrawn";

/** A complaint or an objection in a list: where it stands, none of its words. */
export type ComplaintLine = {
  readonly id: string;
  readonly type: "objection" | "complaint";
  readonly requestId: string | null;
  readonly service: string;
  readonly channel: string;
  readonly kind: string;
  readonly receivedAt: number;
  /** Day until which it should be acknowledged. */
  readonly acknowledgeOn: string;
  readonly acknowledgedAt: number | null;
  readonly dueOn: string;
  readonly closedAt: number | null;
  readonly outcome: ComplaintOutcome | "";
  /** Open past its day, of being acknowledged or of being answered. */
  readonly overdue: "acknowledgement" | "answer" | null;
  readonly seq: number;
};

export function toComplaintLine(policy: Policy, row: Schema["complaint"], now: number): ComplaintLine {
  const today = todayIn(policy.timeZone, now);
  const acknowledgeOn = addDays(todayIn(policy.timeZone, row.received_at), complaintRule(policy).acknowledgeDays);
  const isOpen = row.closed_at === null;
  const isUnacknowledged = row.acknowledged_at === null && today > acknowledgeOn;
  return {
    id: row.id,
    type: row.type as ComplaintLine["type"],
    requestId: row.request_id,
    service: row.service,
    channel: row.channel,
    kind: row.kind,
    receivedAt: row.received_at,
    acknowledgeOn,
    acknowledgedAt: row.acknowledged_at,
    dueOn: row.due_on,
    closedAt: row.closed_at,
    outcome: row.outcome as ComplaintLine["outcome"],
    overdue: !isOpen ? null : today > row.due_on ? "answer" : isUnacknowledged ? "acknowledgement" : null,
    seq: row.seq,
  };
}

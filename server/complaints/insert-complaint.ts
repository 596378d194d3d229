import { randomUUID } from "node:crypto";
import { addDays } from "#server/complaints/due-days.ts";
import { complaintRule } from "#server/complaints/complaint-rule.ts";
import { hashComplaintCode, toComplaintCode } from "#server/complaints/complaint-code.ts";
import { todayIn } from "#policies/calendar.ts";
import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import type { Count, SubjectKeys } from "#server/journeys/to-milestones.ts";
import { placeOf } from "#server/store/seal.ts";
import { AppError } from "#server/errors.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/** A complaint or an objection as it was taken in. `counts` go to `open.count` of a journey, or to `recordMilestones`. */
export type InsertedComplaint = {
  readonly id: string;
  readonly code: string;
  readonly link: string;
  readonly dueOn: string;
  readonly counts: readonly Count[];
};

/**
 * Takes a complaint in (clause C18), inside a transaction that is open already. The text is sealed; the code is told once.
 * Throws `conflict` when another text is kept under the same id: nothing that was written is dropped in silence.
 */
export async function insertComplaint(
  tx: WriteTransaction,
  deps: Pick<Deps, "clock" | "seal" | "settings">,
  {
    policy,
    type,
    keys,
    text,
    requestId = null,
    id = randomUUID(),
  }: {
    policy: Policy;
    type: "objection" | "complaint";
    /** Service, channel and kind, "" where they are not known. */
    keys: SubjectKeys;
    text: string;
    requestId?: string | null;
    /** Given where the same text may be sent twice: it is kept once, and counts once. */
    id?: string;
  },
): Promise<InsertedComplaint> {
  const now = deps.clock();
  const code = toComplaintCode(deps.settings.secret, policy.id, id);
  const dueOn = addDays(todayIn(policy.timeZone, now), complaintRule(policy).closeDays);
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto("complaint")
    .values({
      association_id: policy.id,
      id,
      code_hash: hashComplaintCode(code),
      type,
      request_id: requestId,
      service: keys.service,
      channel: keys.channel,
      kind: keys.kind,
      received_at: now,
      acknowledged_at: null,
      due_on: dueOn,
      closed_at: null,
      outcome: "",
      text_sealed: deps.seal.seal(text, placeOf("complaint", "text", policy.id, id)),
      answer_sealed: "",
      seq: 1,
    })
    .onConflict((conflict) => conflict.columns(["association_id", "id"]).doNothing())
    .executeTakeFirst();
  if (inserted !== 1n) await requireSameText(tx, deps, { associationId: policy.id, id, text });
  const counts: Count[] = inserted === 1n ? [{ measure: "complaint-received", outcome: type, countedAt: now }] : [];
  return { id, code, link: toComplaintLink(deps.settings, code), dueOn, counts };
}

async function requireSameText(
  tx: WriteTransaction,
  { seal }: Pick<Deps, "seal">,
  { associationId, id, text }: { associationId: string; id: string; text: string },
): Promise<void> {
  const { text_sealed: kept } = await tx
    .selectFrom("complaint")
    .select("text_sealed")
    .where("association_id", "=", associationId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  if (seal.open(kept, placeOf("complaint", "text", associationId, id)) === text) return;
  throw new AppError("conflict", "Another text was sent under this number. Send this one as a new complaint.", {
    reason: "otherText",
  });
}

/** Where what became of a complaint is read; always of the configured address. */
export function toComplaintLink(settings: Deps["settings"], code: string): string {
  return `${settings.publicUrl}/c/${code}`;
}

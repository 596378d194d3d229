import { z } from "zod";
import { complaintClosedCounts } from "#server/complaints/closed-counts.ts";
import { wholeDays } from "#server/complaints/due-days.ts";
import { openWords } from "#server/complaints/read-complaint.ts";
import { mayConcern } from "#server/complaints/whom-it-concerns.ts";
import { recordAudit } from "#server/audit/record-audit.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { words } from "#server/http/words.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { toMilestone, type Count } from "#server/journeys/to-milestones.ts";
import { placeOf } from "#server/store/seal.ts";
import { recordChanges } from "#server/store/store.ts";

const seq = z.int().min(1);
export const Acknowledgement = z.strictObject({ seq });
export const ComplaintAnswer = z.strictObject({
  seq,
  outcome: z.enum(["upheld", "partly", "not-upheld", "withdrawn"]),
  /** What whoever complained reads behind their code. */
  answer: words(4_000, 5),
});

type AnswerDeps = Pick<Deps, "store" | "seal" | "clock" | "policies">;

/** Tells whoever complained that it arrived and is looked into. Doing it again changes nothing. */
export function acknowledgeComplaint(
  deps: AnswerDeps,
  caller: Caller,
  id: string,
  given: z.infer<typeof Acknowledgement>,
): Promise<void> {
  return changeComplaint(deps, caller, { id, seq: given.seq }, (row, now) => ({
    columns: { acknowledged_at: row.acknowledged_at ?? now },
    counts:
      row.acknowledged_at === null
        ? [
            {
              measure: "complaint-acknowledged",
              outcome: row.type,
              countedAt: row.received_at,
              duration: wholeDays(row.received_at, now),
            },
          ]
        : [],
  }));
}

/**
 * Answers a complaint and closes it. An objection is closed by the committee's new decision instead; whom the complaint may
 * concern does not answer it. Throws `notFound`, `conflict`, `unprocessable`, `forbidden`.
 */
export function answerComplaint(
  deps: AnswerDeps,
  caller: Caller,
  id: string,
  given: z.infer<typeof ComplaintAnswer>,
): Promise<void> {
  return changeComplaint(deps, caller, { id, seq: given.seq }, (row, now, timeZone) => {
    if (row.type === "objection") {
      throw new AppError("unprocessable", "An objection is answered by the committee's new decision.", {
        reason: "committee",
      });
    }
    return {
      columns: {
        acknowledged_at: row.acknowledged_at ?? now,
        closed_at: now,
        outcome: given.outcome,
        answer_sealed: deps.seal.seal(given.answer, placeOf("complaint", "answer", row.association_id, id)),
      },
      counts: complaintClosedCounts(row, { timeZone, now }),
    };
  });
}

type Row = Parameters<typeof openWords>[1];
type Change = { readonly columns: Partial<Row>; readonly counts: readonly Count[] };

function changeComplaint(
  deps: AnswerDeps,
  caller: Caller,
  { id, seq: expected }: { id: string; seq: number },
  toChange: (row: Row, now: number, timeZone: string) => Change,
): Promise<void> {
  const policy = getPolicy(deps, caller.associationId);
  return deps.store.write(async (tx) => {
    const row = await tx
      .selectFrom("complaint")
      .selectAll()
      .where("association_id", "=", policy.id)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) throw new AppError("notFound", "There is no such complaint.");
    if (row.closed_at !== null || row.seq !== expected) throw changed(row.seq);
    const { text } = openWords(deps, row);
    if (await mayConcern(tx, caller, { requestId: row.request_id, text })) {
      throw new AppError("forbidden", "This complaint may concern you; somebody else answers it.", {
        reason: "concerns-you",
      });
    }
    const { columns, counts } = toChange(row, deps.clock(), policy.timeZone);
    const { numUpdatedRows } = await tx
      .updateTable("complaint")
      .set({ ...columns, seq: row.seq + 1 })
      .where("association_id", "=", policy.id)
      .where("id", "=", id)
      .where("seq", "=", row.seq)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw changed(row.seq + 1);
    await recordAudit(tx, deps, caller, { act: "change", entity: "complaint", entityId: id });
    const milestones = counts.map((count) => toMilestone(keysOf(policy, row), count));
    await recordChanges(tx, deps.store.dialect, await recordMilestones(tx, policy.id, milestones));
  });
}

function changed(seq: number): AppError {
  return new AppError("conflict", "Somebody else has worked on this meanwhile. Nothing was overwritten.", {
    reason: "changed",
    seq,
  });
}

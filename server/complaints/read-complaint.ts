import { recordAudit } from "#server/audit/record-audit.ts";
import { toComplaintCode } from "#server/complaints/complaint-code.ts";
import { toComplaintLine, type ComplaintLine } from "#server/complaints/complaint-line.ts";
import { toComplaintLink } from "#server/complaints/insert-complaint.ts";
import { listOthers, mayConcern } from "#server/complaints/whom-it-concerns.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { placeOf } from "#server/store/seal.ts";
import type { Schema } from "#server/store/schema.ts";

export type ComplaintView = ComplaintLine & {
  /** Empty, as `answer` and `link` are, for a reader whom it may concern. */
  readonly text: string;
  readonly answer: string;
  /** Where whoever complained reads what became of it. */
  readonly link: string;
  /** False for a reader whom it may concern: somebody else reads and answers it. */
  readonly mayAnswer: boolean;
  /** Who else may open it, for a reader who may not. */
  readonly others: readonly string[];
};

/**
 * A complaint with its words; who read it is kept before they are shown. Whom it may concern is told that it is there and who
 * else may open it, and nothing that could tell who complained.
 */
export async function readComplaint(
  deps: Pick<Deps, "store" | "seal" | "clock" | "policies" | "settings">,
  caller: Caller,
  id: string,
): Promise<ComplaintView> {
  const policy = getPolicy(deps, caller.associationId);
  return deps.store.write(async (tx) => {
    const row = await tx
      .selectFrom("complaint")
      .selectAll()
      .where("association_id", "=", policy.id)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) throw new AppError("notFound", "There is no such complaint.");
    await recordAudit(tx, deps, caller, { act: "read", entity: "complaint", entityId: id });
    const { text, answer } = openWords(deps, row);
    const line = toComplaintLine(policy, row, deps.clock());
    const complaint = { requestId: row.request_id, text };
    if (await mayConcern(tx, caller, complaint)) {
      const others = await listOthers(tx, caller, complaint);
      return { ...line, text: "", answer: "", link: "", mayAnswer: false, others };
    }
    return { ...line, text, answer, link: linkOf(deps, policy.id, id), mayAnswer: true, others: [] };
  });
}

function linkOf({ settings }: Pick<Deps, "settings">, associationId: string, id: string): string {
  return toComplaintLink(settings, toComplaintCode(settings.secret, associationId, id));
}

/** The words of a complaint and of its answer, opened. */
export function openWords({ seal }: Pick<Deps, "seal">, row: Schema["complaint"]): { text: string; answer: string } {
  const opened = (sealed: string, column: string) => {
    const value = seal.open(sealed, placeOf("complaint", column, row.association_id, row.id));
    return typeof value === "string" ? value : "";
  };
  return { text: opened(row.text_sealed, "text"), answer: opened(row.answer_sealed, "answer") };
}

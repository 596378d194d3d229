import { recordAudit } from "#server/audit/record-audit.ts";
import type { Deps } from "#server/deps.ts";
import { isOpenTo } from "#server/documents/is-open-to.ts";
import { readContent, type OpenedFile } from "#server/documents/read-content.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";

const FEWEST_LETTERS = 5;
const LONGEST_REASON = 500;

/**
 * Opens a restricted report for one of its roles, who says why; reason and reader are kept before anything is shown.
 * Throws `invalid` without a reason, `notFound` for what is not there or kept for other roles.
 */
export function openReport(
  deps: Pick<Deps, "store" | "clock" | "seal">,
  caller: Pick<Caller, "associationId" | "id" | "name" | "role">,
  {
    subject,
    subjectId,
    documentId,
    reason,
  }: { subject: "case" | "request"; subjectId: string; documentId: string; reason: string },
): Promise<OpenedFile> {
  const why = reason.trim();
  if ((why.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS || why.length > LONGEST_REASON) {
    throw new AppError("invalid", "Say in a few words why you open this report.", { field: "reason" });
  }
  return deps.store.write(async (tx) => {
    const row = await tx
      .selectFrom("document")
      .selectAll()
      .where("association_id", "=", caller.associationId)
      .where("subject", "=", subject)
      .where("subject_id", "=", subjectId)
      .where("id", "=", documentId)
      .where("restricted_to", "!=", "")
      .executeTakeFirst();
    if (!row || !isOpenTo(row, caller.role)) throw new AppError("notFound", "There is nothing here.");
    await recordAudit(tx, deps, caller, { act: "read", entity: "report", entityId: documentId, reason: why });
    return readContent(tx, deps, row);
  });
}

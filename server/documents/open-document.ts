import { recordAudit } from "#server/audit/record-audit.ts";
import type { Deps } from "#server/deps.ts";
import { isOpenTo } from "#server/documents/is-open-to.ts";
import { readContent, type OpenedFile } from "#server/documents/read-content.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";

/**
 * The file of a request's document, for somebody who works on the request. Who opened it is kept before it is shown.
 * Throws `notFound` for what is not there, another association's, or kept for other roles: they look the same.
 */
export function openDocument(
  deps: Pick<Deps, "store" | "clock" | "seal">,
  caller: Caller,
  { requestId, documentId }: { requestId: string; documentId: string },
): Promise<OpenedFile> {
  return deps.store.write(async (tx) => {
    const row = await tx
      .selectFrom("document")
      .selectAll()
      .where("association_id", "=", caller.associationId)
      .where("subject", "=", "request")
      .where("subject_id", "=", requestId)
      .where("id", "=", documentId)
      .executeTakeFirst();
    if (!row || !isOpenTo(row, caller.role)) throw new AppError("notFound", "There is nothing here.");
    await recordAudit(tx, deps, caller, { act: "download", entity: "document", entityId: documentId });
    return readContent(tx, deps, row);
  });
}

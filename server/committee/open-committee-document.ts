import { requireBefore } from "#server/committee/read-committee-view.ts";
import type { Deps } from "#server/deps.ts";
import { openDocument } from "#server/documents/open-document.ts";
import type { OpenedFile } from "#server/documents/read-content.ts";
import type { Caller } from "#server/http/caller.ts";
import { getRequest } from "#server/requests/request-subject.ts";

/**
 * The file of a document for the committee, while its request is before it or once it has decided. Who opened it is kept
 * before it is shown. Throws `notFound` for everything else: it all looks the same.
 */
export async function openCommitteeDocument(
  deps: Pick<Deps, "store" | "clock" | "seal">,
  caller: Caller,
  { requestId, documentId }: { requestId: string; documentId: string },
): Promise<OpenedFile> {
  const found = await getRequest(deps, { associationId: caller.associationId, id: requestId });
  await requireBefore(deps, found);
  return openDocument(deps, caller, { requestId, documentId });
}

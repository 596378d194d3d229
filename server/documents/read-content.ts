import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { cleanFileName } from "#server/documents/file-name.ts";
import { placeOf } from "#server/store/seal.ts";
import type { Schema } from "#server/store/schema.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/** A file to hand out. */
export type OpenedFile = { readonly name: string; readonly mediaType: string; readonly content: Buffer };

/** What a document holds, unsealed. Throws `gone` when a newer one has replaced it. */
export async function readContent(
  tx: WriteTransaction,
  { seal }: Pick<Deps, "seal">,
  row: Schema["document"],
): Promise<OpenedFile> {
  const kept = await tx
    .selectFrom("document_content")
    .select("content_sealed")
    .where("association_id", "=", row.association_id)
    .where("document_id", "=", row.id)
    .executeTakeFirst();
  if (!kept) throw new AppError("gone", "A newer one has replaced this document.", { reason: "replaced" });
  const name = seal.open(row.name_sealed, placeOf("document", "name", row.association_id, row.id));
  return {
    name: typeof name === "string" ? name : cleanFileName("", "pdf"),
    mediaType: row.media_type,
    content: seal.openBytes(kept.content_sealed, placeOf("document_content", "content", row.association_id, row.id)),
  };
}

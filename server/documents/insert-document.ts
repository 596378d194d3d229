import { randomUUID } from "node:crypto";
import type { Role } from "#server/accounts/roles.ts";
import type { Deps } from "#server/deps.ts";
import { placeOf } from "#server/store/seal.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/** A file that was examined, and what it is kept for. */
export type NewDocument = {
  readonly associationId: string;
  readonly subject: "request" | "case";
  readonly subjectId: string;
  /** Id of the policy's document rule, or of the restricted report. */
  readonly rule: string;
  /** Roles that may open it; empty for all who work on the subject. */
  readonly restrictedTo?: readonly Role[];
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** Account; "" for whom the association serves. */
  readonly by: string;
  readonly issuedOn?: string | undefined;
  readonly expiresOn?: string | undefined;
};

/** Keeps a file sealed: its name and its content open only here, under this association and this id. Returns the id. */
export async function insertDocument(
  tx: WriteTransaction,
  deps: Pick<Deps, "clock" | "seal">,
  document: NewDocument,
): Promise<string> {
  const id = randomUUID();
  const { associationId, content } = document;
  await tx
    .insertInto("document")
    .values({
      association_id: associationId,
      id,
      subject: document.subject,
      subject_id: document.subjectId,
      rule: document.rule,
      restricted_to: (document.restrictedTo ?? []).join(","),
      name_sealed: deps.seal.seal(document.name, placeOf("document", "name", associationId, id)),
      media_type: document.mediaType,
      bytes: content.byteLength,
      uploaded_at: deps.clock(),
      uploaded_by: document.by,
      state: "waiting",
      issued_on: document.issuedOn ?? null,
      expires_on: document.expiresOn ?? null,
      judged_by: "",
      judged_at: null,
      reason_sealed: "",
    })
    .execute();
  await tx
    .insertInto("document_content")
    .values({
      association_id: associationId,
      document_id: id,
      content_sealed: deps.seal.sealBytes(content, placeOf("document_content", "content", associationId, id)),
    })
    .execute();
  return id;
}

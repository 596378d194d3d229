import type { Role } from "#server/accounts/roles.ts";
import type { Deps } from "#server/deps.ts";
import { examineFile } from "#server/documents/examine-file.ts";
import { cleanFileName } from "#server/documents/file-name.ts";
import { insertDocument } from "#server/documents/insert-document.ts";
import { MEDIA_TYPES } from "#server/documents/media-type.ts";
import { AppError } from "#server/errors.ts";
import type { WriteTransaction } from "#server/store/store.ts";

const MOST_BYTES = 10 * 1024 * 1024;

/** A report that only some roles open (clauses I4, I5): written words, or a file. */
export type NewReport = {
  readonly associationId: string;
  readonly subject: "case" | "request";
  readonly subjectId: string;
  /** Id of the report in the policy's step. */
  readonly report: string;
  readonly restrictedTo: readonly Role[];
  readonly content: string | { readonly name: string; readonly bytes: Uint8Array };
  /** Account of who wrote it. */
  readonly by: string;
};

/** Keeps a restricted report, sealed, in a transaction that is open already; returns its id. Earlier ones stay. */
export function keepReport(
  tx: WriteTransaction,
  deps: Pick<Deps, "clock" | "seal">,
  { report, content, ...rest }: NewReport,
): Promise<string> {
  if (rest.restrictedTo.length === 0) throw new Error("a restricted report is for some role");
  const file = typeof content === "string" ? toText(report, content) : toFile(content);
  return insertDocument(tx, deps, { ...rest, ...file, rule: report });
}

type File = { readonly name: string; readonly mediaType: string; readonly content: Uint8Array };

function toText(report: string, text: string): File {
  const content = Buffer.from(text.trim());
  if (content.length === 0) throw new AppError("invalid", "The report is empty.");
  if (content.length > MOST_BYTES) throw new AppError("tooLarge", "The report is too long.");
  return { name: `${report}.txt`, mediaType: "text/plain; charset=utf-8", content };
}

function toFile({ name, bytes }: { name: string; bytes: Uint8Array }): File {
  if (bytes.byteLength > MOST_BYTES) throw new AppError("tooLarge", "The file is larger than 10 MB.");
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const examined = examineFile(content, ["pdf", "jpeg", "png"]);
  if (!examined.ok) throw new AppError("unprocessable", "This file cannot be taken.", { reason: examined.problem });
  return { name: cleanFileName(name, examined.kind), mediaType: MEDIA_TYPES[examined.kind], content };
}

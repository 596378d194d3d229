import { isAbsurd, jpegSize, pngSize } from "#server/documents/image-size.ts";
import { mediaKindOf, type MediaKind } from "#server/documents/media-type.ts";
import { problemOfPdf } from "#server/documents/unsafe-pdf.ts";

/** Why a file is not taken. */
export type FileProblem = "empty" | "wrongType" | "notReadable" | "unsafe" | "enciphered" | "tooLarge";

export type Examined =
  | { readonly ok: true; readonly kind: MediaKind }
  | { readonly ok: false; readonly problem: FileProblem };

/** Looks at a file from outside by its content alone, without opening it. `bytes` are within the bound of the rule already. */
export function examineFile(bytes: Buffer, accepts: readonly MediaKind[]): Examined {
  if (bytes.length === 0) return { ok: false, problem: "empty" };
  const kind = mediaKindOf(bytes);
  if (kind === undefined || !accepts.includes(kind)) return { ok: false, problem: "wrongType" };
  if (kind === "pdf") {
    const problem = problemOfPdf(bytes);
    return problem === undefined ? { ok: true, kind } : { ok: false, problem };
  }
  const size = kind === "png" ? pngSize(bytes) : jpegSize(bytes);
  if (size === undefined) return { ok: false, problem: "notReadable" };
  return isAbsurd(size) ? { ok: false, problem: "notReadable" } : { ok: true, kind };
}

/** Kinds of files that documents may be. */
export type MediaKind = "pdf" | "jpeg" | "png";

export const MEDIA_TYPES: Readonly<Record<MediaKind, string>> = {
  pdf: "application/pdf",
  jpeg: "image/jpeg",
  png: "image/png",
};

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PDF = Buffer.from("%PDF-1.");
const PDF_2 = Buffer.from("%PDF-2.");

/** What a file is by its own first bytes; its name and the type it was sent with say nothing. Undefined for all else. */
export function mediaKindOf(bytes: Buffer): MediaKind | undefined {
  if (startsWith(bytes, PNG)) return "png";
  if (startsWith(bytes, JPEG)) return "jpeg";
  if (startsWith(bytes, PDF) || startsWith(bytes, PDF_2)) return "pdf";
  return undefined;
}

function startsWith(bytes: Buffer, signature: Buffer): boolean {
  return bytes.subarray(0, signature.length).equals(signature);
}

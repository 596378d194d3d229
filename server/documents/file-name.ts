import type { MediaKind } from "#server/documents/media-type.ts";

const ENDINGS: Readonly<Record<MediaKind, string>> = { pdf: "pdf", jpeg: "jpg", png: "png" };

/** Control signs, direction marks and what file systems give a meaning to. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}/\\:*?"<>|%]/gu;

const LONGEST = 80;

/** A file name that means nothing but itself; its ending says what the file is, whatever it said before. */
export function cleanFileName(given: string, kind: MediaKind): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const stem = last
    .normalize("NFC")
    .replace(UNWANTED, "")
    .replace(/\.[A-Za-z0-9]{1,8}$/, "")
    .replace(/^[.\s]+|[.\s]+$/g, "")
    .replace(/\s+/g, " ");
  return `${Array.from(stem).slice(0, LONGEST).join("") || "document"}.${ENDINGS[kind]}`;
}

/** `Content-Disposition` of a download under a name in any script (RFC 6266). */
export function toDisposition(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9. _-]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

import type { Context } from "hono";
import { toDisposition } from "#server/documents/file-name.ts";
import type { OpenedFile } from "#server/documents/read-content.ts";

/** Hands a file out as a download: never drawn by the browser, never guessed at, kept by no cache, without rights if opened. */
export function sendFile(c: Context, { name, mediaType, content }: OpenedFile): Response {
  return c.body(new Uint8Array(content), 200, {
    "Content-Type": mediaType,
    "Content-Disposition": toDisposition(name),
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
  });
}

import { inflateSync } from "node:zlib";

/** What a PDF can do besides being read; a document has no need of any of it. */
const ACTIVE = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|ImportData|SubmitForm|GoToE)(?![A-Za-z0-9])/;

/** Bounds of what is unpacked to be looked at. */
const MOST_STREAMS = 400;
const MOST_BYTES = 24 * 1024 * 1024;
const MOST_OF_ONE = 8 * 1024 * 1024;

const TOO_MUCH = Symbol("too much");

/**
 * True when a PDF carries scripts, programs to start or other files, named plainly, with `#xx` in the name
 * (ISO 32000-1, 7.3.5), or inside packed objects (7.5.7). What is packed in too much to look at counts as unsafe.
 * Ciphers can still hide things, so documents are only ever handed out as downloads (`open-document.ts`).
 */
export function isUnsafePdf(bytes: Buffer): boolean {
  const text = bytes.toString("latin1");
  if (ACTIVE.test(withPlainNames(text))) return true;
  let unpacked = 0;
  let streams = 0;
  for (const found of text.matchAll(/\/Type\s*\/ObjStm\b/g)) {
    if (++streams > MOST_STREAMS) return true;
    const packed = streamAfter(bytes, text, found.index);
    if (packed === undefined) continue;
    const inside = unpack(packed);
    if (inside === TOO_MUCH) return true;
    if (inside === undefined) continue;
    unpacked += inside.length;
    if (unpacked > MOST_BYTES || ACTIVE.test(withPlainNames(inside))) return true;
  }
  return false;
}

function withPlainNames(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function streamAfter(bytes: Buffer, text: string, from: number): Buffer | undefined {
  const begins = text.indexOf("stream", from);
  if (begins === -1 || begins - from > 2000) return undefined;
  const ends = text.indexOf("endstream", begins);
  if (ends === -1) return undefined;
  const start = begins + "stream".length + (text.startsWith("\r\n", begins + "stream".length) ? 2 : 1);
  return bytes.subarray(start, ends);
}

function unpack(packed: Buffer): string | typeof TOO_MUCH | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: MOST_OF_ONE }).toString("latin1");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? TOO_MUCH : undefined;
  }
}

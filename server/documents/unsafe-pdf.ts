import { inflateSync } from "node:zlib";

/** What a PDF can do besides being read; a document has no need of any of it. */
const ACTIVE = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|ImportData|SubmitForm|GoToE)(?![A-Za-z0-9])/;

/** Bounds of what is unpacked to be looked at. */
const MOST_STREAMS = 400;
const MOST_BYTES = 24 * 1024 * 1024;
const MOST_UNREADABLE = 8;
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
  // What is enciphered cannot be unpacked by anybody who lacks its key.
  if (/\/Encrypt\b/.test(text)) return false;
  let unpacked = 0;
  let unreadable = 0;
  for (const packed of packedObjects(bytes, text)) {
    const inside = packed === TOO_MUCH ? TOO_MUCH : unpack(packed);
    if (inside === TOO_MUCH) return true;
    if (inside === undefined && ++unreadable > MOST_UNREADABLE) return true;
    unpacked += inside?.length ?? 0;
    if (unpacked > MOST_BYTES || (inside !== undefined && ACTIVE.test(withPlainNames(inside)))) return true;
  }
  return false;
}

function withPlainNames(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Streams of packed objects, in order; looks at each byte of the file a bounded number of times. */
function* packedObjects(bytes: Buffer, text: string): Generator<Buffer | typeof TOO_MUCH> {
  let streams = 0;
  let ends = -1;
  for (const found of text.matchAll(/\/Type\s{0,20}\/ObjStm\b/g)) {
    if (++streams > MOST_STREAMS) yield TOO_MUCH;
    const begins = text.slice(found.index, found.index + 2000).indexOf("stream") + found.index;
    if (begins < found.index) continue;
    if (ends < begins) ends = text.indexOf("endstream", begins);
    if (ends === -1) return;
    const start = begins + "stream".length + (text.startsWith("\r\n", begins + "stream".length) ? 2 : 1);
    yield bytes.subarray(start, ends);
  }
}

function unpack(packed: Buffer): string | typeof TOO_MUCH | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: MOST_OF_ONE }).toString("latin1");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? TOO_MUCH : undefined;
  }
}

import { constants, inflateSync } from "node:zlib";

/** Why a PDF is not taken; undefined for one that only shows something. */
export type PdfProblem = "unsafe" | "enciphered" | "notReadable" | undefined;

/** What a PDF can do besides being read; a document has no need of any of it. */
const ACTIVE = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|ImportData|SubmitForm|GoToE)(?![A-Za-z0-9])/;
const ENCIPHERED = /\/Encrypt(?![A-Za-z0-9])/;

/** Bounds of the whole work on one file; honest ones stay far below each. */
const MOST_ESCAPES = 20_000;
const MOST_MARKS = 100_000;
const MOST_STREAMS = 2_000;
const MOST_PACKED = 400;
const MOST_BYTES = 2 * 1024 * 1024;
/** What of each stream is unpacked to see whether it holds packed objects, and what that may come to. */
const FIRST_BYTES = 160;
const MOST_LOOKED = 48 * 1024 * 1024;

/** All that the dictionary of packed objects says; anything else in it could make them read in another way. */
const PACKED_NAMES = new Set(["Type", "ObjStm", "N", "First", "Extends", "Length", "Filter", "FlateDecode"]);

class Unreadable extends Error {}

/**
 * Says whether a PDF carries scripts, programs to start or other files, named plainly, with `#xx` in the name
 * (ISO 32000-1, 7.3.5), or inside packed objects (7.5.7). Each part is looked at once, within bounds; what is more than
 * that, or packed in a way that no usual program writes, is not readable. Enciphered files hide what they hold and are
 * not taken. Tricks remain possible, so documents are only ever handed out as downloads (`open-document.ts`).
 */
export function problemOfPdf(bytes: Buffer): PdfProblem {
  try {
    const text = bytes.toString("latin1");
    let escapes = 0;
    const plain = (part: string) =>
      part.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => {
        if (++escapes > MOST_ESCAPES) throw new Unreadable();
        return String.fromCharCode(Number.parseInt(hex, 16));
      });
    const named = plain(text);
    if (ACTIVE.test(named)) return "unsafe";
    if (ENCIPHERED.test(named)) return "enciphered";
    const typed = countPacked(named);
    let left = MOST_BYTES;
    let looked = 0;
    let seen = 0;
    let packed = 0;
    for (const { dictionary, start } of streamsOf(text)) {
      const said = plain(dictionary);
      const type = countPacked(said);
      seen += type;
      const isPacked = type > 0 || /\/First(?![A-Za-z0-9])/.test(said);
      const first = isPacked ? "" : peek(bytes, start);
      looked += first.length;
      if (looked > MOST_LOOKED) throw new Unreadable();
      if (isPacked ? !isDeflated(said) : !holdsObjects(first)) continue;
      if (++packed > MOST_PACKED) throw new Unreadable();
      const inside = unpack(bytes.subarray(start), left);
      left -= inside.length;
      if (ACTIVE.test(plain(inside))) return "unsafe";
    }
    // One that says what it is where no stream follows is written to be overlooked.
    return seen === typed ? undefined : "notReadable";
  } catch (error) {
    if (error instanceof Unreadable) return "notReadable";
    throw error;
  }
}

/** Where each stream begins, with what is written between its object's head and it. Reads every byte once. */
function* streamsOf(text: string): Generator<{ dictionary: string; start: number }> {
  let marks = 0;
  let streams = 0;
  let from = 0;
  for (const found of text.matchAll(/\b\d{1,10}\s{1,8}obj\b|endstream|stream[ \t]{0,64}(?:\r\n|\n|\r)/g)) {
    if (++marks > MOST_MARKS) throw new Unreadable();
    const [word] = found;
    const after = found.index + word.length;
    if (word.startsWith("stream")) {
      if (++streams > MOST_STREAMS) throw new Unreadable();
      yield { dictionary: text.slice(from, found.index), start: after };
    }
    from = after;
  }
}

/** Whether packed objects are deflated, or not packed at all. Throws for every other way. */
function isDeflated(dictionary: string): boolean {
  const names = [...dictionary.matchAll(/\/([^\s/<>[\](){}%]*)/g)].map(([, name]) => name ?? "");
  if (!names.every((name) => PACKED_NAMES.has(name))) throw new Unreadable();
  const filters = names.filter((name) => name === "FlateDecode").length;
  if (filters > 1 || (filters === 0) === names.includes("Filter")) throw new Unreadable();
  return filters === 1;
}

/** The beginning of a stream that is deflated; "" for every other. */
function peek(bytes: Buffer, start: number): string {
  if (start + 2 > bytes.length || ((bytes[start] ?? 0) & 0x0f) !== 8 || bytes.readUInt16BE(start) % 31 !== 0) return "";
  try {
    return inflateSync(bytes.subarray(start, start + FIRST_BYTES), { finishFlush: constants.Z_SYNC_FLUSH }).toString(
      "latin1",
    );
  } catch {
    return "";
  }
}

/** True for pairs of numbers and objects after them, as packed objects begin, whatever a dictionary calls them. */
function holdsObjects(first: string): boolean {
  return /^\s*\d+\s+\d+\s[\s\d]*(?:<<|$)/.test(first.slice(0, 4_096).replace(/%[^\r\n]*/g, " "));
}

function countPacked(text: string): number {
  let found = 0;
  for (let at = text.indexOf("/ObjStm"); at !== -1; at = text.indexOf("/ObjStm", at + 1)) {
    if (++found > MOST_PACKED) throw new Unreadable();
  }
  return found;
}

function unpack(packed: Buffer, most: number): string {
  if (most < 1) throw new Unreadable();
  try {
    return inflateSync(packed, { maxOutputLength: most }).toString("latin1");
  } catch {
    throw new Unreadable();
  }
}

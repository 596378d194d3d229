import { analyse } from "chardet";
import iconv from "iconv-lite";
import { AppError } from "#server/errors.ts";
import { unreadable } from "#server/imports/table.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1256" | "iso-8859-6";

/** Bytes looked at to tell which half of each pair holds the page of the alphabet. */
const SAMPLE = 65_536;

/**
 * The text of a file and how it was written: by its byte order mark, else by the shape of UTF-16 or UTF-8, else as an
 * Arabic code page. Throws `unprocessable` for what is no text, naming the line where that shows.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = detectEncoding(bytes);
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
  const nul = text.indexOf("\0");
  if (nul !== -1) throw unreadable(lineAt(text, nul), "A NUL character: this is not a text file.");
  return { text, encoding };
}

function detectEncoding(bytes: Uint8Array): Encoding {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0)
    throw new AppError("unprocessable", "UTF-32 is not taken; save as UTF-8.");
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const marked = a === 0xef && b === 0xbb && c === 0xbf;
  if (!marked) {
    const wide = detectUtf16(bytes);
    if (wide) return wide;
  }
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    refuseBrokenUtf8(bytes, marked);
    return detectCodePage(bytes);
  }
}

/** Text in Arabic and English holds its alphabet's page (0x06 or 0x00) in every second byte. */
function detectUtf16(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  if (length === 0 || bytes.length % 2 !== 0) return undefined;
  const pages = [0, 0];
  for (let index = 0; index < length; index++) {
    if (bytes[index] === 0x00 || bytes[index] === 0x06) pages[index & 1] = (pages[index & 1] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = pages.map((count) => count / (length / 2));
  if (odd > 0.9 && even < 0.3) return "utf-16le";
  if (even > 0.9 && odd < 0.3) return "utf-16be";
  return undefined;
}

/** A file that is UTF-8 but for a few bytes was damaged on the way: reading it as a code page would turn it to nonsense. */
function refuseBrokenUtf8(bytes: Uint8Array, marked: boolean): void {
  const text = new TextDecoder("utf-8").decode(bytes);
  const broken = text.match(/\ufffd/gu)?.length ?? 0;
  const sound = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  if (marked || sound > broken * 4)
    throw unreadable(lineAt(text, text.indexOf("\ufffd")), "A character that is not valid UTF-8.");
}

function detectCodePage(bytes: Uint8Array): Encoding {
  const arabic = analyse(bytes.subarray(0, SAMPLE)).find(
    ({ name }) => name === "windows-1256" || name === "ISO-8859-6",
  );
  const encoding: Encoding = arabic?.name === "ISO-8859-6" && !usesWindowsOnly(bytes) ? "iso-8859-6" : "windows-1256";
  const text = iconv.decode(Buffer.from(bytes.subarray(0, SAMPLE)), encoding);
  const letters = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const others = text.match(/[^\0-\x7f\p{Script=Arabic}]/gu)?.length ?? 0;
  if (letters < others) {
    throw new AppError("unprocessable", "The encoding is not recognised; save the file as UTF-8.", {
      expected: ["utf-8", "utf-16", "windows-1256"],
    });
  }
  return encoding;
}

/** Bytes 0x80-0x9F are letters in Windows-1256 and control codes in ISO 8859-6. */
function usesWindowsOnly(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < index; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

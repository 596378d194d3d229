import { inflateRawSync } from "node:zlib";
import { AppError } from "#server/errors.ts";
import { toStoredArchive } from "#server/imports/stored-archive.ts";
import { LIMITS } from "#server/imports/table.ts";

/** Bytes that all parts of a workbook may have together once unpacked. */
const UNPACKED = 100 * 1024 * 1024;
const ENTRIES = 1_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

/**
 * A workbook as the reader may have it: the XML parts only, unpacked within bounds, looked through, and packed again
 * without compression, so that what was checked is what is read. Throws `unprocessable` or `tooLarge`.
 *
 * Sizes in an archive can lie, so each part is unpacked with a bound; entity declarations are refused; the place of each
 * row and cell is checked, because one cell in row 1,000,000 makes the reader fill all those before it.
 */
export function unpackXlsx(bytes: Buffer): Buffer {
  let left = UNPACKED;
  const parts: { name: string; content: Buffer }[] = [];
  for (const entry of listEntries(bytes)) {
    if (!/^[\w/.[\] -]+\.(?:xml|rels)$/u.test(entry.name)) continue;
    const content = readEntry(bytes, entry, left);
    left -= content.length;
    checkXml(content, entry.name);
    parts.push({ name: entry.name, content });
  }
  return toStoredArchive(parts);
}

type Entry = { readonly name: string; readonly method: number; readonly size: number; readonly at: number };

function listEntries(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  if (end === -1 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw notAWorkbook();
  const count = bytes.readUInt16LE(end + 10);
  if (count > ENTRIES) throw new AppError("tooLarge", `The workbook has ${count} parts; at most ${ENTRIES} are taken.`);
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw notAWorkbook();
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    entries.push({
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

function readEntry(bytes: Buffer, { name, method, size, at }: Entry, most: number): Buffer {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_ENTRY) throw notAWorkbook();
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(start, start + size);
  if (method === 0 && packed.length <= most) return packed;
  if (method !== 0 && method !== 8) throw notAWorkbook();
  try {
    if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw notAWorkbook();
  }
  throw new AppError("tooLarge", `The workbook is larger than ${UNPACKED / 1024 / 1024} MB once unpacked.`, {
    part: name,
  });
}

function checkXml(content: Buffer, name: string): void {
  if (content.includes("<!DOCTYPE") || content.includes("<!ENTITY")) {
    throw new AppError("unprocessable", "The workbook declares entities, which no spreadsheet needs.", { part: name });
  }
  if (!content.includes("sheetData")) return;
  let [lastRow, lastColumn] = [0, 0];
  for (const [, place = ""] of content.toString("latin1").matchAll(/\br\s*=\s*["']([^"']*)["']/gu)) {
    const [, letters, digits] = /^([A-Z]{0,3})(\d{1,7})$/u.exec(place) ?? [];
    if (letters === undefined) throw notAWorkbook();
    lastRow = Math.max(lastRow, Number(digits));
    lastColumn = Math.max(lastColumn, toColumn(letters));
  }
  // The header is a row of its own.
  if (lastRow > LIMITS.rows + 1 || lastColumn > LIMITS.columns || lastRow * lastColumn > LIMITS.cells) {
    const taken = `at most ${LIMITS.rows} rows, ${LIMITS.columns} columns and ${LIMITS.cells} cells are taken`;
    throw new AppError("tooLarge", `A sheet has ${lastRow} rows and ${lastColumn} columns; ${taken}.`);
  }
}

/** A is 1, Z 26, AA 27. */
function toColumn(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function notAWorkbook(): AppError {
  return new AppError("unprocessable", "This is not an XLSX workbook that can be read; save it again, or as CSV.");
}

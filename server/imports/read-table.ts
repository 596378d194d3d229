import { AppError } from "#server/errors.ts";
import { decodeText, type Encoding } from "#server/imports/detect-encoding.ts";
import { detectDelimiter, type Delimiter } from "#server/imports/detect-delimiter.ts";
import { readCsv } from "#server/imports/read-csv.ts";
import { readJsonLines } from "#server/imports/read-json-lines.ts";
import { readXlsx } from "#server/imports/read-xlsx.ts";
import { LIMITS, type Table } from "#server/imports/table.ts";

/** A file that was read, and how it turned out to be written. */
export type ReadTable = Table & {
  readonly format: "csv" | "xlsx" | "jsonl";
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
};

/**
 * The rows of a CSV, XLSX or JSON Lines file, told apart by what they hold, not by their name. Throws an AppError that
 * names the line, for files beyond `LIMITS` before they are read.
 */
export async function readTable(bytes: Uint8Array): Promise<ReadTable> {
  if (bytes.length > LIMITS.bytes) {
    throw new AppError("tooLarge", `The file is larger than ${LIMITS.bytes / 1024 / 1024} MB. Split it.`);
  }
  const signature = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  if (signature === "504b0304") return { ...(await readXlsx(bytes)), format: "xlsx", encoding: null, delimiter: null };
  if (signature === "d0cf11e0") {
    throw new AppError("unsupported", "This is an XLS workbook or a protected one; save it as XLSX or CSV.");
  }
  const { text, encoding } = decodeText(bytes);
  if (/^\uFEFF?\s*\{/u.test(text)) return { ...readJsonLines(text), format: "jsonl", encoding, delimiter: null };
  const delimiter = detectDelimiter(text);
  return { ...(await readCsv(text, delimiter)), format: "csv", encoding, delimiter };
}

import { setImmediate as nextTurn } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import { AppError } from "#server/errors.ts";
import type { Delimiter } from "#server/imports/detect-delimiter.ts";
import { createTableBuilder, LIMITS, unreadable, type Table } from "#server/imports/table.ts";

/** Parsed in one go; between two, other requests have their turn. */
const CHUNK = 256 * 1024;

/** The rows of a CSV text (RFC 4180, any line ending). Throws an AppError that names the line where it cannot be read. */
export async function readCsv(text: string, delimiter: Delimiter): Promise<Table> {
  const table = createTableBuilder();
  let lastLine = 0;
  let failure: unknown;
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: LIMITS.columns * LIMITS.cell,
  });
  const done = new Promise<void>((resolve, reject) => {
    parser.once("end", resolve);
    parser.on("error", reject);
  });
  done.catch((error: unknown) => {
    failure ??= toReadable(error, lastLine + 1);
  });
  parser.on("data", (cells: string[]) => {
    if (failure !== undefined) return;
    try {
      table.add(lastLine + 1, cells);
    } catch (error) {
      failure = error;
    }
    lastLine += 1 + countBreaks(cells);
  });

  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += CHUNK) {
    if (failure !== undefined) break;
    parser.write(bytes.subarray(start, start + CHUNK));
    await nextTurn();
  }
  if (failure === undefined) {
    parser.end();
    await done.catch(() => undefined);
  }
  if (failure !== undefined) {
    parser.destroy();
    throw failure;
  }
  return table.finish();
}

/** Line breaks inside quoted cells; the parser itself counts CR LF there as two. */
function countBreaks(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) if (/[\r\n]/u.test(cell)) breaks += cell.match(/\r\n|\n|\r/gu)?.length ?? 0;
  return breaks;
}

const EXPLANATIONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "A quotation mark opens here and is never closed.",
  INVALID_OPENING_QUOTE:
    'A quotation mark inside a cell; expected the cell in quotation marks, with "" for each one inside.',
  CSV_INVALID_CLOSING_QUOTE: "Text follows a closing quotation mark; expected a delimiter or the end of the line.",
  CSV_MAX_RECORD_SIZE: "The row never ends. Is a quotation mark missing?",
};

function toReadable(error: unknown, line: number): unknown {
  if (error instanceof AppError || !(error instanceof CsvError)) return error;
  return unreadable(line, EXPLANATIONS[error.code] ?? "This is not CSV.");
}

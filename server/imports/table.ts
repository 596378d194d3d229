import { AppError } from "#server/errors.ts";
import { toPlainText } from "#server/deliveries/plain-text.ts";

/** What one import may hold; more is refused before it costs anything. */
export const LIMITS = { bytes: 20 * 1024 * 1024, rows: 200_000, columns: 200, cells: 4_000_000, cell: 10_000 } as const;

/** One cell that is not as it should be. `line` counts from 1 as editors do; `column` is its header. */
export type LineProblem = {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly expected: string;
};

/** A row with as many cells as there are headers; `line` is where it begins in the file. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };

/** A file as rows of text. Headers are cleaned of invisible marks and made unique; blank rows are left out. */
export type Table = {
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
  readonly problems: readonly LineProblem[];
};

/** Collects rows within `LIMITS`; the first one holds the headers. Throws an AppError that names the line. */
export function createTableBuilder(): { add: (line: number, cells: readonly string[]) => void; finish: () => Table } {
  let headers: readonly string[] | undefined;
  const rows: TableRow[] = [];
  const problems: LineProblem[] = [];

  return {
    add(line, cells) {
      if (cells.length > LIMITS.columns) {
        throw unreadable(line, `It has ${cells.length} columns; at most ${LIMITS.columns} are taken.`);
      }
      const long = cells.findIndex((cell) => cell.length > LIMITS.cell);
      if (long !== -1) {
        throw unreadable(
          line,
          `Cell ${long + 1} is longer than ${LIMITS.cell} characters. Is a quotation mark missing?`,
        );
      }
      if (cells.every((cell) => toPlainText(cell) === "")) return;
      if (headers === undefined) {
        headers = toHeaders(cells);
        return;
      }
      if (rows.length >= LIMITS.rows) {
        throw new AppError("tooLarge", `The file has more than ${LIMITS.rows} rows. Split it.`, { line });
      }
      const width = headers.length;
      if ((rows.length + 1) * width > LIMITS.cells) {
        throw new AppError("tooLarge", `The file has more than ${LIMITS.cells} cells. Split it.`, { line });
      }
      const extra = cells.slice(width).find((cell) => toPlainText(cell) !== "");
      if (cells.length < width || extra !== undefined) {
        const value = cells.join(" | ").slice(0, 200);
        problems.push({ line, column: "", value, expected: `${width} cells, found ${cells.length}` });
      }
      rows.push({ line, cells: Array.from({ length: width }, (_, index) => cells[index] ?? "") });
    },
    finish() {
      if (headers === undefined) throw new AppError("unprocessable", "The file is empty.");
      return { headers, rows, problems };
    },
  };
}

/** A file that cannot be read any further, and where. */
export function unreadable(line: number, message: string): AppError {
  return new AppError("unprocessable", `Line ${line}: ${message}`, { line });
}

function toHeaders(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const header = toPlainText(cell) || `column ${index + 1}`;
    const times = (seen.get(header) ?? 0) + 1;
    seen.set(header, times);
    return times === 1 ? header : `${header} (${times})`;
  });
}

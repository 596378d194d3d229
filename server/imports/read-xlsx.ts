import { readSheet } from "read-excel-file/node";
import { AppError } from "#server/errors.ts";
import { createTableBuilder, type Table } from "#server/imports/table.ts";
import { unpackXlsx } from "#server/imports/unpack-xlsx.ts";

/** The rows of a workbook's first sheet; dates become `YYYY-MM-DD`, numbers their digits. Throws an AppError. */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  const safe = unpackXlsx(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  let rows: unknown[][];
  try {
    rows = await readSheet(safe, { trim: false });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new AppError("unprocessable", "The first sheet of the workbook cannot be read; save it again, or as CSV.");
  }
  const table = createTableBuilder();
  for (const [index, row] of rows.entries()) table.add(index + 1, row.map(toCell));
  return table.finish();
}

function toCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
  return typeof value === "string" ? value : JSON.stringify(value);
}

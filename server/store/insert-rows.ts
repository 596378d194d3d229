import { CompiledQuery, type InsertObject } from "kysely";
import type { Dialect } from "#server/store/dialect.ts";
import type { Schema } from "#server/store/schema.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/** Bound parameters per statement: below SQLite's 32,766 and PostgreSQL's 65,535. */
const MAX_PARAMETERS = 16_000;

/** Texts of statements by what decides them. Sizes are powers of two, so there are few. */
const texts = new Map<string, string>();

/**
 * Inserts rows in as few statements as possible, each built once and used again; returns how many were inserted. `columns`
 * fixes the order and must name every column of the table. With `conflict: "skip"` rows whose key exists are passed over.
 */
export async function insertRows<Table extends keyof Schema>(
  tx: WriteTransaction,
  dialect: Dialect,
  table: Table,
  columns: readonly (keyof Schema[Table] & string)[],
  rows: readonly InsertObject<Schema, Table>[],
  options: { conflict?: "skip" } = {},
): Promise<number> {
  let inserted = 0;
  let largest = 1;
  while (largest * 2 * columns.length <= MAX_PARAMETERS) largest *= 2;
  for (let start = 0; start < rows.length;) {
    let size = largest;
    while (size > rows.length - start) size /= 2;
    const parameters: unknown[] = [];
    for (let index = start; index < start + size; index += 1) {
      const row = rows[index] as Record<string, unknown>;
      for (const column of columns) parameters.push(row[column]);
    }
    const text = insertText(tx, dialect, table, columns, size, options);
    const result = await tx.executeQuery(CompiledQuery.raw(text, parameters));
    inserted += Number(result.numAffectedRows ?? 0n);
    start += size;
  }
  return inserted;
}

function insertText(
  tx: WriteTransaction,
  dialect: Dialect,
  table: keyof Schema,
  columns: readonly string[],
  size: number,
  { conflict }: { conflict?: "skip" },
): string {
  const key = [dialect, table, columns.join(), size, conflict].join(" ");
  const known = texts.get(key);
  if (known !== undefined) return known;
  const row = Object.fromEntries(columns.map((column) => [column, 0]));
  const insert = tx.insertInto(table).values(Array.from({ length: size }, () => row) as never);
  const text = (conflict === "skip" ? insert.onConflict((on) => on.doNothing()) : insert).compile().sql;
  texts.set(key, text);
  return text;
}

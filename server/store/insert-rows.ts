import { CompiledQuery, type InsertObject } from "kysely";
import type { Dialect } from "#server/store/dialect.ts";
import type { Schema } from "#server/store/schema.ts";
import { insertStatements } from "#server/store/statement.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/** Inserts rows in a transaction, passing over those whose key exists; returns how many were inserted. */
export async function insertRows<Table extends keyof Schema>(
  tx: WriteTransaction,
  dialect: Dialect,
  table: Table,
  columns: readonly (keyof Schema[Table] & string)[],
  rows: readonly InsertObject<Schema, Table>[],
): Promise<number> {
  let inserted = 0;
  for (const { text, parameters } of insertStatements({ db: tx, dialect }, table, columns, rows)) {
    const result = await tx.executeQuery(CompiledQuery.raw(text, [...parameters]));
    inserted += Number(result.numAffectedRows ?? 0n);
  }
  return inserted;
}

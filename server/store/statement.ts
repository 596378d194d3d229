import type { InsertObject, Kysely } from "kysely";
import type { Dialect } from "#server/store/dialect.ts";
import type { Schema } from "#server/store/schema.ts";

/** A statement ready to run; `rows` is how many it must insert or change, where that is known beforehand. */
export type Statement = { readonly text: string; readonly parameters: readonly unknown[]; readonly rows?: number };

/** Bound parameters per statement: below SQLite's 32,766 and PostgreSQL's 65,535. */
const MAX_PARAMETERS = 16_000;

/** Texts by what decides them. Sizes are powers of two, so there are few. */
const texts = new Map<string, string>();

/**
 * Inserts of rows, in as few statements as possible, each text built once and used again. `columns` fixes the order and
 * must name every column of the table.
 */
export function insertStatements<Table extends keyof Schema>(
  { db, dialect }: { db: Kysely<Schema>; dialect: Dialect },
  table: Table,
  columns: readonly (keyof Schema[Table] & string)[],
  rows: readonly InsertObject<Schema, Table>[],
): Statement[] {
  return inPowersOfTwo(rows, Math.floor(MAX_PARAMETERS / columns.length), (part) => {
    const parameters: unknown[] = [];
    for (const row of part as readonly Record<string, unknown>[])
      for (const column of columns) parameters.push(row[column]);
    const text = textOf(`${dialect} insert ${table} ${columns.join()} ${part.length}`, () => {
      const row = Object.fromEntries(columns.map((column) => [column, 0]));
      const values = Array.from({ length: part.length }, () => row) as never;
      return db
        .insertInto(table)
        .values(values)
        .onConflict((on) => on.doNothing());
    });
    return { text, parameters, rows: part.length };
  });
}

/** Cuts `items` into parts whose lengths are powers of two, so that few texts serve any number of them. */
export function inPowersOfTwo<T, R>(items: readonly T[], most: number, toPart: (part: readonly T[]) => R): R[] {
  const parts: R[] = [];
  for (let start = 0; start < items.length;) {
    let size = 1;
    while (size * 2 <= Math.min(most, items.length - start)) size *= 2;
    parts.push(toPart(items.slice(start, start + size)));
    start += size;
  }
  return parts;
}

/** The text of a statement, built the first time that its key is asked for. */
export function textOf(key: string, build: () => { compile: () => { sql: string } }): string {
  let text = texts.get(key);
  if (text === undefined) texts.set(key, (text = build().compile().sql));
  return text;
}

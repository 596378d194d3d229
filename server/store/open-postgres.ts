import { CompiledQuery, Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Schema } from "#server/store/schema.ts";
import type { Statement } from "#server/store/statement.ts";

/** One pool for reading and writing. BIGINT arrives as a number: no count or instant of ours passes 2^53. */
export function openPostgres(url: string): {
  read: Kysely<Schema>;
  writer: Kysely<Schema>;
  runAll: (statements: readonly Statement[]) => Promise<boolean>;
} {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types: {
      getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // A connection that breaks while idle is replaced by the pool; the query that needs it reports its own error.
  pool.on("error", () => undefined);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { read: db, writer: db, runAll: (statements) => runAll(db, statements) };
}

const OTHER_ROWS = new Error("a statement touched another number of rows");

async function runAll(db: Kysely<Schema>, statements: readonly Statement[]): Promise<boolean> {
  try {
    await db.transaction().execute(async (tx) => {
      for (const { text, parameters, rows } of statements) {
        const result = await tx.executeQuery(CompiledQuery.raw(text, [...parameters]));
        if (rows !== undefined && result.numAffectedRows !== BigInt(rows)) throw OTHER_ROWS;
      }
    });
    return true;
  } catch (error) {
    if (error === OTHER_ROWS) return false;
    throw error;
  }
}

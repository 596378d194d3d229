import { CompiledQuery, Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Schema } from "#server/store/schema.ts";
import type { Statement } from "#server/store/statement.ts";

/**
 * A pool for reading and one for writing, as on SQLite: transactions that wait for a reader never hold the connection that
 * it needs. BIGINT arrives as a number: no count or instant of ours passes 2^53.
 */
export function openPostgres(url: string): {
  read: Kysely<Schema>;
  writer: Kysely<Schema>;
  runAll: (statements: readonly Statement[]) => Promise<boolean>;
} {
  const [read, writer] = [connect(url), connect(url)];
  return { read, writer, runAll: (statements) => runAll(writer, statements) };
}

function connect(connectionString: string): Kysely<Schema> {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    types: {
      getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // A connection that breaks while idle is replaced by the pool; the query that needs it reports its own error.
  pool.on("error", () => undefined);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
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

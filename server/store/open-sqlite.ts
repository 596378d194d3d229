import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { Schema } from "#server/store/schema.ts";
import { sqliteWriter, type SqliteWriter } from "#server/store/sqlite-writer.ts";

const WRITER_PRAGMAS = [
  "journal_mode = WAL",
  // An acknowledged commit survives a power cut.
  "synchronous = FULL",
  // Keys are random, so pages are written again and again: the longer between two checkpoints, the fewer of them.
  "wal_autocheckpoint = 8000",
  // A statement of many rows keeps its way back in memory instead of in a temporary file.
  "temp_store = MEMORY",
  "foreign_keys = ON",
  "busy_timeout = 5000",
  "trusted_schema = OFF",
];

/** Two connections on one file: one writes, in a thread of its own; one reads, here. */
export async function openSqlite(
  file: string,
): Promise<{ read: Kysely<Schema>; writer: Kysely<Schema>; runAll: SqliteWriter["runAll"] }> {
  const { dialect, runAll } = sqliteWriter(file, WRITER_PRAGMAS);
  const writer = new Kysely<Schema>({ dialect });
  // The file exists, in WAL mode, once the writing side has answered.
  await writer.selectNoFrom((eb) => eb.lit(1).as("one")).execute();
  const reading = new Database(file);
  reading.pragma("query_only = ON");
  reading.pragma("trusted_schema = OFF");
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    let statement = statements.get(text);
    if (!statement) statements.set(text, (statement = reading.prepare(text)));
    if (statements.size > STATEMENT_CACHE) statements.clear();
    return statement;
  };
  const database = { prepare, close: () => void reading.close() } as unknown as Database.Database;
  return { writer, runAll, read: new Kysely<Schema>({ dialect: new SqliteDialect({ database }) }) };
}

/** Statements kept ready; beyond it the cache starts again. */
const STATEMENT_CACHE = 400;

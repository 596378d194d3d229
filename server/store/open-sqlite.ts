import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { Schema } from "#server/store/schema.ts";

/** Statements kept ready per connection; beyond it the cache starts again, so odd-sized batches cannot grow it for ever. */
const STATEMENT_CACHE = 400;

/**
 * Two connections on one file: one writes (`synchronous=FULL`, so an acknowledged commit survives a power cut), one reads.
 * Kysely hands the writing connection to one transaction at a time, which is the write queue.
 */
export function openSqlite(file: string): { read: Kysely<Schema>; writer: Kysely<Schema> } {
  const writing = new Database(file);
  writing.pragma("journal_mode = WAL");
  writing.pragma("synchronous = FULL");
  // Keys are random, so pages are written again and again: the longer between two checkpoints, the fewer of them.
  writing.pragma("wal_autocheckpoint = 8000");
  writing.pragma("foreign_keys = ON");
  writing.pragma("busy_timeout = 5000");
  writing.pragma("trusted_schema = OFF");
  const reading = new Database(file);
  reading.pragma("query_only = ON");
  reading.pragma("trusted_schema = OFF");
  return { writer: toKysely(writing), read: toKysely(reading) };
}

function toKysely(database: Database.Database): Kysely<Schema> {
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    const known = statements.get(text);
    if (known) return known;
    if (statements.size >= STATEMENT_CACHE) statements.clear();
    const statement = database.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  return new Kysely<Schema>({
    dialect: new SqliteDialect({ database: { prepare, close: () => void database.close() } as unknown as Database.Database }),
  });
}

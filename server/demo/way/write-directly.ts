import Database from "better-sqlite3";
import { Kysely, sql, SqliteDialect } from "kysely";
import type { Schema } from "#server/store/schema.ts";
import type { Store, WriteTransaction } from "#server/store/store.ts";

/**
 * `store.write` for a great many small statements in one transaction while nobody else writes. On SQLite the writing
 * connection lives in a thread of its own, and the way there and back costs three times what the statement does: this one
 * writes from here. Elsewhere it is `store.write`.
 */
export async function writeDirectly<T>(store: Store, work: (tx: WriteTransaction) => Promise<T>): Promise<T> {
  if (store.dialect !== "sqlite") return store.write(work);
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list where name = 'main'`.execute(
    store.read,
  );
  const database = new Database(rows[0]?.file);
  database.pragma("busy_timeout = 5000");
  database.pragma("foreign_keys = ON");
  database.pragma("temp_store = MEMORY");
  const ready = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    const statement = ready.get(text) ?? database.prepare(text);
    ready.set(text, statement);
    return statement;
  };
  const db = new Kysely<Schema>({
    dialect: new SqliteDialect({
      database: { prepare, close: () => void database.close() },
    }),
  });
  try {
    const done = await db.transaction().execute(work);
    // Whoever listens to the store hears of it.
    await store.write(() => Promise.resolve());
    return done;
  } finally {
    await db.destroy();
  }
}

import { CompiledQuery, sql, type Kysely, type Transaction } from "kysely";
import type { Dialect } from "#server/store/dialect.ts";
import type { Schema } from "#server/store/schema.ts";
import { insertStatements, type Statement } from "#server/store/statement.ts";

/** A transaction that may write; handed out by `Store.write` only. */
export type WriteTransaction = Transaction<Schema>;

/** The operational store. Whoever writes takes a turn in one queue on SQLite; reads have connections of their own. */
export type Store = {
  readonly dialect: Dialect;
  readonly read: Kysely<Schema>;
  /** The writing side itself, for the accounts library, which brings its own statements. Everything else uses `write`. */
  readonly writer: Kysely<Schema>;
  /** Runs `work` in one transaction; returns after the commit is on disk. Throws what `work` throws, with nothing written. */
  readonly write: <T>(work: (tx: WriteTransaction) => Promise<T>) => Promise<T>;
  /**
   * Runs statements in one transaction without coming back between them: the hot path. False, with nothing written, when
   * one of them touched another number of rows than it says.
   */
  readonly writeAll: (statements: readonly Statement[]) => Promise<boolean>;
  /** Calls `listener` after each commit; returns the way to stop. */
  readonly onChange: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
};

export type Change = {
  readonly association_id: string;
  readonly entity: "delivery" | "invitation" | "response" | "milestone";
  readonly event: string;
  readonly entity_id: string;
};

/** Serial number of the lock that makes numbers of changes follow the order of commits on PostgreSQL. */
const CHANGE_LOCK = 0x72696461;

/**
 * What appends to the feed of analytics, as the end of a transaction. Numbers must follow the order of commits or a
 * reader could pass one that appears later; SQLite has one writer, on PostgreSQL a lock is held from here to the commit.
 */
export function changeStatements(
  side: { db: Kysely<Schema>; dialect: Dialect },
  changes: readonly Change[],
): Statement[] {
  if (changes.length === 0) return [];
  const inserts = insertStatements(side, "change", ["association_id", "entity", "event", "entity_id"], changes);
  if (side.dialect === "sqlite") return inserts;
  const { sql: text, parameters } = sql`select pg_advisory_xact_lock(${CHANGE_LOCK})`.compile(side.db);
  return [{ text, parameters }, ...inserts];
}

/** Appends to the feed of analytics, as the last act of a transaction. */
export async function recordChanges(tx: WriteTransaction, dialect: Dialect, changes: readonly Change[]): Promise<void> {
  for (const { text, parameters } of changeStatements({ db: tx, dialect }, changes)) {
    await tx.executeQuery(CompiledQuery.raw(text, [...parameters]));
  }
}

/** Rows per multi-row statement: below the bound parameters that both databases take for our widest table. */
export const MAX_ROWS = 500;

import { DuckDBDataChunk, DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBValue } from "@duckdb/node-api";
import type { z } from "zod";

/** What may be bound to a `$n` of a statement. */
export type Bound = string | number | boolean | null;

/** One snapshot of the data: everything read through it is of the same moment. */
export type Reader = {
  readonly all: <Row>(sql: string, params: readonly Bound[], row: z.ZodType<Row>) => Promise<Row[]>;
};

/** The one connection that writes; what it does inside `write` is committed whole or not at all. */
export type Writer = Reader & {
  readonly run: (sql: string, params?: readonly Bound[]) => Promise<void>;
  readonly appendColumns: (rows: ColumnRows) => Promise<void>;
};

/** Rows given column by column, in the order of the table's columns; all columns have one length. */
export type ColumnRows = {
  readonly table: string;
  readonly columns: readonly (readonly Bound[])[];
  /** True for a table that only the writing connection sees. */
  readonly temporary?: boolean;
};

/** DuckDB with nothing of the outside world in reach: no files but its own, no extensions, no changes of settings. */
export type Warehouse = {
  readonly read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>;
  readonly write: <T>(work: (writer: Writer) => Promise<T>) => Promise<T>;
  /** Runs a statement outside a transaction, in turn with the writes. */
  readonly alone: (sql: string) => Promise<void>;
  /** Waits for what runs, then closes the file. */
  readonly close: () => Promise<void>;
};

export type WarehouseSettings = {
  /** A path, or `:memory:`. Only one process, and in it one warehouse, may hold a file. */
  readonly file: string;
  /** Queries that run at the same time; each holds a thread of the pool that file access shares. */
  readonly readers?: number;
  readonly threads?: number;
  readonly memoryMegabytes?: number;
};

const CHUNK_ROWS = 2048;

/** Files open in this process: DuckDB would let a second instance of one see an empty database. */
const openFiles = new Set<string>();

/** Opens a warehouse; throws when the file is damaged or held by another process. */
export async function openWarehouse(settings: WarehouseSettings): Promise<Warehouse> {
  const { file } = settings;
  if (openFiles.has(file)) throw new Error(`Could not set lock on file "${file}": this process holds it already`);
  const instance = await DuckDBInstance.create(file, {
    autoload_known_extensions: "false",
    autoinstall_known_extensions: "false",
    enable_external_access: "false",
    threads: String(settings.threads ?? 2),
    memory_limit: `${settings.memoryMegabytes ?? 384}MB`,
  });
  try {
    const writing = await instance.connect();
    await writing.run("SET lock_configuration = true");
    const reading = await Promise.all(Array.from({ length: settings.readers ?? 4 }, () => instance.connect()));
    if (file !== ":memory:") openFiles.add(file);
    return makeWarehouse({ file, instance, writing, reading });
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

type Parts = {
  readonly file: string;
  readonly instance: DuckDBInstance;
  readonly writing: DuckDBConnection;
  readonly reading: readonly DuckDBConnection[];
};

function makeWarehouse({ file, instance, writing, reading }: Parts): Warehouse {
  const readers = makePool(reading);
  const writers = makePool([writing]);
  let closed: Promise<void> | undefined;

  const closeAll = async (): Promise<void> => {
    // Each connection is taken for good, so nobody is inside one when it closes.
    for (const pool of [readers, writers]) for (const connection of await pool.takeAll()) connection.closeSync();
    try {
      instance.closeSync();
    } finally {
      openFiles.delete(file);
    }
  };
  return {
    read: (work) => readers.use((connection) => inTransaction(connection, () => work(readerOf(connection)))),
    write: (work) => writers.use((connection) => inTransaction(connection, () => work(writerOf(connection)))),
    alone: (sql) =>
      writers.use(async (connection) => {
        await connection.run(sql);
      }),
    close: () => (closed ??= closeAll()),
  };
}

async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await (await prepared(connection, "BEGIN TRANSACTION")).run();
  try {
    const result = await work();
    await (await prepared(connection, "COMMIT")).run();
    return result;
  } catch (error) {
    // A failed COMMIT has already ended the transaction; the first error is the one worth telling.
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

function readerOf(connection: DuckDBConnection): Reader {
  return {
    all: async (sql, params, row) => {
      const statement = await prepared(connection, sql);
      statement.bind([...params]);
      const result = await statement.runAndReadAll();
      return result.getRowObjectsJS().map((found) => row.parse(found));
    },
  };
}

/** Statements kept ready by each connection: parsing one again costs as much as running it on a cube. */
const ready = new WeakMap<DuckDBConnection, Map<string, DuckDBPreparedStatement>>();
const KEPT_READY = 200;

async function prepared(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const kept = ready.get(connection) ?? new Map<string, DuckDBPreparedStatement>();
  ready.set(connection, kept);
  const found = kept.get(sql);
  if (found) return found;
  const statement = await connection.prepare(sql);
  if (kept.size >= KEPT_READY) {
    for (const old of kept.values()) old.destroySync();
    kept.clear();
  }
  kept.set(sql, statement);
  return statement;
}

function writerOf(connection: DuckDBConnection): Writer {
  return {
    ...readerOf(connection),
    run: async (sql, params = []) => {
      await connection.run(sql, [...params]);
    },
    appendColumns: async ({ table, columns, temporary }) => {
      const rows = columns[0]?.length ?? 0;
      if (rows === 0) return;
      const appender = await connection.createAppender(table, "main", temporary ? "temp" : null);
      try {
        const types = Array.from({ length: appender.columnCount }, (_, index) => appender.columnType(index));
        for (let start = 0; start < rows; start += CHUNK_ROWS) {
          const end = Math.min(start + CHUNK_ROWS, rows);
          const chunk = DuckDBDataChunk.create(types, end - start);
          chunk.setColumns(columns.map((column) => column.slice(start, end) as DuckDBValue[]));
          appender.appendDataChunk(chunk);
        }
        appender.flushSync();
      } finally {
        appender.closeSync();
      }
    },
  };
}

/** Hands out connections one user at a time, first come first served. */
function makePool(connections: readonly DuckDBConnection[]) {
  const free = [...connections];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  let closing = false;

  const take = (): Promise<DuckDBConnection> => {
    const connection = free.pop();
    return connection ? Promise.resolve(connection) : new Promise((resolve) => waiting.push(resolve));
  };
  const give = (connection: DuckDBConnection): void => {
    const next = waiting.shift();
    if (next) next(connection);
    else free.push(connection);
  };
  return {
    use: async <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
      if (closing) throw new Error("The warehouse is closed");
      const connection = await take();
      try {
        return await work(connection);
      } finally {
        give(connection);
      }
    },
    takeAll: (): Promise<DuckDBConnection[]> => {
      closing = true;
      return Promise.all(connections.map(() => take()));
    },
  };
}

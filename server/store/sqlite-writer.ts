import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { DatabaseConnection, Dialect, Driver, QueryResult } from "kysely";
import { findHouse } from "#server/house.ts";

type Reply =
  | { id: number; rows: unknown[]; changes: number | null }
  | { id: number; error: { message: string; code?: string } };
type Waiting = {
  resolve: (reply: { rows: unknown[]; changes: number | null }) => void;
  reject: (error: Error) => void;
};

/**
 * Kysely's SQLite with its one connection in a thread of its own (`sqlite-worker.mjs`). Transactions take turns: whoever
 * asks for the connection waits until the one before has given it back.
 */
export function sqliteWriter(file: string, pragmas: readonly string[]): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(file, pragmas),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function createDriver(file: string, pragmas: readonly string[]): Driver {
  let thread:
    | { ask: (text: string | null, parameters: readonly unknown[]) => Promise<QueryResult<unknown>> }
    | undefined;
  let turn: Promise<void> = Promise.resolve();
  const endOfTurn = new WeakMap<DatabaseConnection, () => void>();
  const run = (connection: DatabaseConnection, text: string) =>
    connection.executeQuery(CompiledQuery.raw(text)).then(() => undefined);

  return {
    init() {
      thread = startThread(file, pragmas);
      return Promise.resolve();
    },
    async acquireConnection() {
      const before = turn;
      let end = (): void => undefined;
      turn = new Promise((resolve) => {
        end = resolve;
      });
      await before;
      const connection: DatabaseConnection = {
        executeQuery: <Row>(query: CompiledQuery) =>
          (thread as NonNullable<typeof thread>).ask(query.sql, query.parameters) as Promise<QueryResult<Row>>,
        streamQuery() {
          throw new Error("the writing connection does not stream; read on the other one");
        },
      };
      endOfTurn.set(connection, end);
      return connection;
    },
    releaseConnection(connection) {
      endOfTurn.get(connection)?.();
      return Promise.resolve();
    },
    beginTransaction: (connection) => run(connection, "begin immediate"),
    commitTransaction: (connection) => run(connection, "commit"),
    rollbackTransaction: (connection) => run(connection, "rollback"),
    async destroy() {
      await turn;
      await thread?.ask(null, []);
      thread = undefined;
    },
  };
}

function startThread(file: string, pragmas: readonly string[]) {
  const path = join(findHouse(import.meta.url), "server", "store", "sqlite-worker.mjs");
  const worker = new Worker(path, { workerData: { file, pragmas }, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let broken: Error | undefined;

  worker.on("message", (reply: Reply) => {
    const asker = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker.unref();
    if ("error" in reply) asker?.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }));
    else asker?.resolve(reply);
  });
  const fail = (error: Error) => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", fail);
  worker.on("exit", () => fail(broken ?? new Error("the store was closed")));
  worker.unref();

  return {
    async ask(text: string | null, parameters: readonly unknown[]): Promise<QueryResult<unknown>> {
      if (broken) throw broken;
      const { rows, changes } = await new Promise<{ rows: unknown[]; changes: number | null }>((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        // A process that waits for an answer must not end; one that waits for nothing may.
        worker.ref();
        worker.postMessage({ id: asked, text, parameters });
      });
      return changes === null ? { rows } : { rows, numAffectedRows: BigInt(changes) };
    },
  };
}

import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { DatabaseConnection, Dialect, Driver } from "kysely";
import { startSqliteThread, type SqliteThread } from "#server/store/sqlite-thread.ts";
import type { Statement } from "#server/store/statement.ts";

export type SqliteWriter = {
  readonly dialect: Dialect;
  /** Runs statements in one transaction, in one go; false, with nothing written, when one touched other than its rows. */
  readonly runAll: (statements: readonly Statement[]) => Promise<boolean>;
};

/**
 * The writing side of SQLite: one connection in a thread of its own. Whoever wants to write takes a turn, a transaction of
 * Kysely's or a list of statements; the next one waits until the turn is given back.
 */
export function sqliteWriter(file: string, pragmas: readonly string[]): SqliteWriter {
  const thread = startSqliteThread(file, pragmas);
  let turn: Promise<void> = Promise.resolve();
  const takeTurn = async (): Promise<() => void> => {
    const before = turn;
    let end = (): void => undefined;
    turn = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  };
  const driver = createDriver(thread, takeTurn);
  return {
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    async runAll(statements) {
      const end = await takeTurn();
      try {
        return (await thread.ask(statements)).changes === 1;
      } finally {
        end();
      }
    },
  };
}

function createDriver(thread: SqliteThread, takeTurn: () => Promise<() => void>): Driver {
  const ends = new WeakMap<DatabaseConnection, () => void>();
  const run = (connection: DatabaseConnection, text: string) =>
    connection.executeQuery(CompiledQuery.raw(text)).then(() => undefined);
  return {
    init: () => Promise.resolve(),
    async acquireConnection() {
      const end = await takeTurn();
      const connection: DatabaseConnection = {
        async executeQuery<Row>({ sql, parameters }: CompiledQuery) {
          const { rows, changes } = await thread.ask({ text: sql, parameters });
          return changes === null ? { rows: rows as Row[] } : { rows: [], numAffectedRows: BigInt(changes) };
        },
        streamQuery() {
          throw new Error("the writing connection does not stream; read on the other one");
        },
      };
      ends.set(connection, end);
      return connection;
    },
    releaseConnection(connection) {
      ends.get(connection)?.();
      return Promise.resolve();
    },
    beginTransaction: (connection) => run(connection, "begin immediate"),
    commitTransaction: (connection) => run(connection, "commit"),
    rollbackTransaction: (connection) => run(connection, "rollback"),
    async destroy() {
      await takeTurn();
      await thread.ask("close");
    },
  };
}

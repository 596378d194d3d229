// The writing connection of SQLite, in a thread of its own: waiting for the disk never stops the server from reading
// requests. Plain JavaScript, because a thread starts from a file that exists both in development and after a build.
import Database from "better-sqlite3";
import { parentPort, workerData } from "node:worker_threads";

const database = new Database(workerData.file);
for (const pragma of workerData.pragmas) database.pragma(pragma);

/** Statements kept ready; beyond the bound the cache starts again, so odd-sized batches cannot grow it for ever. */
const STATEMENT_CACHE = 400;
const statements = new Map();

function prepare(text) {
  const known = statements.get(text);
  if (known) return known;
  if (statements.size >= STATEMENT_CACHE) statements.clear();
  const statement = database.prepare(text);
  statements.set(text, statement);
  return statement;
}

function runOne({ text, parameters }) {
  const statement = prepare(text);
  if (statement.reader) return { rows: statement.all(parameters), changes: null };
  return { rows: [], changes: statement.run(parameters).changes };
}

/** All of them in one transaction, or none; `changes` is 1 when all touched as many rows as they said, else 0. */
function runAll(all) {
  database.exec("begin immediate");
  try {
    for (const statement of all) {
      const { changes } = runOne(statement);
      if (statement.rows !== undefined && changes !== statement.rows) {
        database.exec("rollback");
        return { rows: [], changes: 0 };
      }
    }
    database.exec("commit");
    return { rows: [], changes: 1 };
  } catch (error) {
    if (database.inTransaction) database.exec("rollback");
    throw error;
  }
}

parentPort.on("message", ({ id, job }) => {
  try {
    if (job === "close") database.close();
    const done = job === "close" ? { rows: [], changes: 0 } : Array.isArray(job) ? runAll(job) : runOne(job);
    parentPort.postMessage({ id, ...done });
    if (job === "close") parentPort.close();
  } catch (error) {
    parentPort.postMessage({ id, error: { message: error.message, code: error.code } });
  }
});

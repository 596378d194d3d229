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

parentPort.on("message", ({ id, text, parameters }) => {
  try {
    if (text === null) {
      database.close();
      parentPort.postMessage({ id, rows: [], changes: 0 });
      parentPort.close();
      return;
    }
    const statement = prepare(text);
    if (statement.reader) parentPort.postMessage({ id, rows: statement.all(parameters), changes: null });
    else parentPort.postMessage({ id, rows: [], changes: statement.run(parameters).changes });
  } catch (error) {
    parentPort.postMessage({ id, error: { message: error.message, code: error.code } });
  }
});

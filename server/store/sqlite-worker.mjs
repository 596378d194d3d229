// The writing connection of SQLite, in a thread of its own: waiting for the disk never stops the server from reading
// requests. Plain JavaScript, because a thread starts from a file that exists both in development and after a build.
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

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

/** All of them in one transaction, or none; `changes` is 1 when each touched as many rows as it said, else 0. */
function runAll(list) {
  prepare("begin immediate").run();
  try {
    const fits = list.every((statement) => {
      const { changes } = runOne(statement);
      return statement.rows === undefined || changes === statement.rows;
    });
    prepare(fits ? "commit" : "rollback").run();
    return { rows: [], changes: fits ? 1 : 0 };
  } finally {
    if (database.inTransaction) prepare("rollback").run();
  }
}

function run(job) {
  if (Array.isArray(job)) return runAll(job);
  if (job !== "close") return runOne(job);
  database.close();
  return { rows: [], changes: 0 };
}

parentPort.on("message", (message) => {
  const { id, job } = typeof message === "string" ? JSON.parse(message) : message;
  try {
    parentPort.postMessage({ id, ...run(job) });
    if (job === "close") parentPort.close();
  } catch (error) {
    parentPort.postMessage({ id, error: { message: error.message, code: error.code } });
  }
});

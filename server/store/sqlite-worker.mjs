// The writing connection of SQLite, in a thread of its own: waiting for the disk never stops the server from reading
// requests. Plain JavaScript, because a thread starts from a file that exists both in development and after a build.
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
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

/**
 * Group commit: lists of statements that wait together share one transaction, and one wait for the disk. Each list is
 * written whole or not at all; `changes` is 1 when every statement touched as many rows as it said, else 0.
 */
function runGroup(lists) {
  prepare("begin immediate").run();
  const replies = lists.map(runList);
  prepare("commit").run();
  return replies;
}

function runList({ id, job }) {
  prepare("savepoint list").run();
  try {
    const fits = job.every((statement) => {
      const { changes } = runOne(statement);
      return statement.rows === undefined || changes === statement.rows;
    });
    if (!fits) prepare("rollback to list").run();
    return { id, rows: [], changes: fits ? 1 : 0 };
  } catch (error) {
    prepare("rollback to list").run();
    return { id, ...toError(error) };
  } finally {
    prepare("release list").run();
  }
}

const toError = (error) => ({ error: { message: error.message, code: error.code } });

function answerGroup(lists) {
  let replies;
  try {
    replies = runGroup(lists);
  } catch (error) {
    if (database.inTransaction) database.exec("rollback");
    replies = lists.map(({ id }) => ({ id, ...toError(error) }));
  }
  for (const reply of replies) parentPort.postMessage(reply);
}

function answerOne({ id, job }) {
  try {
    if (job === "close") database.close();
    parentPort.postMessage({ id, ...(job === "close" ? { rows: [], changes: 0 } : runOne(job)) });
    if (job === "close") parentPort.close();
  } catch (error) {
    parentPort.postMessage({ id, ...toError(error) });
  }
}

parentPort.on("message", (first) => {
  let lists = [];
  for (let message = first; message !== undefined; message = receiveMessageOnPort(parentPort)?.message) {
    const asked = JSON.parse(message);
    if (Array.isArray(asked.job)) lists.push(asked);
    else {
      if (lists.length > 0) answerGroup(lists);
      lists = [];
      answerOne(asked);
    }
  }
  if (lists.length > 0) answerGroup(lists);
});

import { hash } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Deps } from "#server/deps.ts";
import { findTask, runTask } from "#server/tasks/tasks.ts";
import type { ExitCode, TaskIo } from "#server/tasks/task.ts";

const Call = z.strictObject({ argv: z.array(z.string()), cwd: z.string() });
const Line = z.union([
  z.strictObject({ out: z.string() }),
  z.strictObject({ err: z.string() }),
  z.strictObject({ progress: z.string() }),
  z.strictObject({ exit: z.union([z.literal(0), z.literal(1), z.literal(2)]) }),
]);
type Line = z.infer<typeof Line>;

/** Systems cut the path of a socket at about a hundred bytes; a longer one moves to the folder for temporary files. */
const LONGEST_PATH = 100;

function socketPath(dataFolder: string): string {
  const path = join(dataFolder, "rida.sock");
  return path.length <= LONGEST_PATH ? path : join(tmpdir(), `rida-${hash("sha256", dataFolder).slice(0, 24)}.sock`);
}

/**
 * Takes tasks from `npx rida` beside the running server, through a socket in the data folder that only the owner of the
 * folder can reach: one process owns the store, so the task runs here and its words travel back.
 */
export function serveTasks(deps: Deps): Promise<{ close: () => Promise<void> }> {
  const path = socketPath(deps.settings.dataFolder);
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const busy = new WeakSet<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    let asked = false;
    readLines(socket, (line) => {
      if (asked) return;
      asked = true;
      busy.add(socket);
      void answer(deps, socket, line);
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      chmodSync(path, 0o600);
      resolve({
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            // Who has asked for nothing is not waited for.
            for (const socket of open) if (!busy.has(socket)) socket.destroy();
          }),
      });
    });
  });
}

async function answer(deps: Deps, socket: Socket, line: string): Promise<void> {
  const say = (message: Line) => void socket.write(`${JSON.stringify(message)}\n`);
  let exit: ExitCode = 1;
  try {
    const { argv, cwd } = Call.parse(JSON.parse(line));
    const found = findTask(argv);
    const io: TaskIo = {
      cwd,
      out: (out) => say({ out }),
      err: (err) => say({ err }),
      progress: (progress) => say({ progress }),
    };
    exit = found ? await runTask(found.task, deps, found.args, io) : 2;
  } catch (error) {
    deps.log.error({ err: error }, "a task failed");
    say({ err: `The task failed: ${error instanceof Error ? error.message : "unknown reason"}` });
  }
  say({ exit });
  socket.end();
}

/** Runs a task in the server that owns the folder; undefined when none listens there. */
export function callTask(dataFolder: string, argv: readonly string[], io: TaskIo): Promise<ExitCode | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(socketPath(dataFolder));
    let exit: ExitCode | undefined;
    socket.once("error", () => resolve(undefined));
    socket.once("connect", () => {
      socket.write(`${JSON.stringify({ argv, cwd: io.cwd })}\n`);
      readLines(socket, (line) => {
        const message = Line.parse(JSON.parse(line));
        if ("out" in message) io.out(message.out);
        else if ("err" in message) io.err(message.err);
        else if ("progress" in message) io.progress(message.progress);
        else exit = message.exit;
      });
      socket.once("close", () => {
        if (exit === undefined) io.err("The server ended before the task did.");
        resolve(exit ?? 1);
      });
    });
  });
}

/** Lines of a connection; one that breaks off ends, as if it had been closed. */
function readLines(socket: Socket, onLine: (line: string) => void): void {
  socket.on("error", () => socket.destroy());
  createInterface({ input: socket })
    .on("error", () => undefined)
    .on("line", onLine);
}

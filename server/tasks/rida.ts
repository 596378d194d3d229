import { join } from "node:path";
import { pino } from "pino";
import { readSettings } from "#server/env.ts";
import { AppError } from "#server/errors.ts";
import { findHouse } from "#server/house.ts";
import { noAssets } from "#server/http/web-assets.ts";
import { start } from "#server/start.ts";
import { callTask } from "#server/tasks/task-socket.ts";
import { describeTasks, findTask, runTask } from "#server/tasks/tasks.ts";
import type { ExitCode, TaskIo } from "#server/tasks/task.ts";

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<ExitCode> {
  const found = findTask(argv);
  if (!found) {
    const asked = argv.length === 0 || argv.includes("--help") || argv[0] === "help";
    process[asked ? "stdout" : "stderr"].write(
      `${asked ? "" : `There is no task "${argv.slice(0, 2).join(" ")}".\n\n`}${describeTasks()}`,
    );
    return asked ? 0 : 2;
  }
  const io = terminal();
  if (found.args.includes("--help")) return runTask(found.task, undefined as never, ["--help"], io);
  try {
    const settings = readSettings(process.env);
    const remote = await callTask(settings.dataFolder, argv, io);
    if (remote !== undefined) return remote;
    const { deps, stop } = await start({
      settings,
      assets: noAssets,
      policyFolder: join(findHouse(import.meta.url), "policies"),
      log: pino({ level: "warn" }, pino.destination(2)),
    });
    try {
      const exit = await runTask(found.task, deps, found.args, io);
      await deps.feed.catchUp();
      return exit;
    } finally {
      await stop();
    }
  } catch (error) {
    io.err(error instanceof AppError || error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** A terminal shows progress on one line; a pipe gets none. */
function terminal(): TaskIo {
  let open = false;
  const line = (stream: NodeJS.WriteStream, text: string) => {
    if (open) process.stderr.write("\r\u001B[K");
    open = false;
    stream.write(`${text}\n`);
  };
  return {
    cwd: process.cwd(),
    out: (text) => line(process.stdout, text),
    err: (text) => line(process.stderr, text),
    progress(text) {
      if (!process.stderr.isTTY) return;
      open = true;
      process.stderr.write(`\r\u001B[K${text}`);
    },
  };
}

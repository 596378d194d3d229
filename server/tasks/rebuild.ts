import { parseArgs } from "node:util";
import type { Task } from "#server/tasks/task.ts";

export const rebuild: Task = {
  name: "rebuild",
  usage: "rebuild [--json]",
  summary: "Throws analytics away and builds it again from the store.",
  async run(deps, args, io) {
    const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
    const startedAt = performance.now();
    const stop = deps.feed.onAdvance((watermark) => io.progress(`change ${watermark}`));
    await deps.feed.restart();
    stop();
    const watermark = await deps.analytics.watermark();
    const seconds = (performance.now() - startedAt) / 1000;
    io.out(
      values.json
        ? JSON.stringify({ watermark, seconds })
        : `Analytics rebuilt from ${watermark} changes in ${seconds.toFixed(1)} s.`,
    );
    return 0;
  },
};

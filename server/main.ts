import { join } from "node:path";
import { createApp } from "#server/app.ts";
import { isSetupNeeded } from "#server/accounts/setup.ts";
import { refuseDemo } from "#server/demo/demo-folder.ts";
import { readSettings } from "#server/env.ts";
import { findHouse } from "#server/house.ts";
import { builtAssets } from "#server/http/web-assets.ts";
import { listen } from "#server/listen.ts";
import { start } from "#server/start.ts";
import { stopOnSignal } from "#server/stop-on-signal.ts";
import { serveTasks } from "#server/tasks/task-socket.ts";

// Whatever this process makes is for its owner alone.
process.umask(0o077);
// DuckDB holds a thread of this pool for each running query; files and passwords need their own.
process.env["UV_THREADPOOL_SIZE"] ??= "16";

try {
  const house = findHouse(import.meta.url);
  const settings = readSettings(process.env);
  refuseDemo(settings.dataFolder);
  const { deps, stop } = await start({
    settings,
    assets: builtAssets(join(house, "dist", "web")),
    policyFolder: join(house, "policies"),
  });
  const http = await listen(createApp(deps).fetch, settings);
  const tasks = await serveTasks(deps);
  console.log(`Rida answers on ${settings.publicUrl} (port ${http.port}). Data: ${settings.dataFolder}`);
  if (await isSetupNeeded(deps)) {
    console.log(`Nobody has an account yet. Open ${settings.publicUrl}/setup and give this token: ${deps.setupToken}`);
  }
  stopOnSignal(async () => {
    await Promise.all([http.close(), tasks.close()]);
    await stop();
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

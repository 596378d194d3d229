// `npm start` on a fresh clone: builds once when nothing is built yet. After an upgrade run `npm run build`.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

if (!existsSync("dist/server/main.js")) {
  process.exitCode =
    spawnSync("npx", ["vite", "build", "--app", "--logLevel", "warn"], { stdio: "inherit" }).status ?? 1;
}

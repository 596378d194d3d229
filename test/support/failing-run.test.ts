import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("a run with a failing test ends with an error, PostgreSQL and all", { timeout: 60_000 }, () => {
  const { status, stdout } = spawnSync("npx", ["vitest", "run", "--config", "test/golden/failing/vitest.config.ts"], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  expect(stdout).toMatch(/2 failed/);
  expect(status).toBe(1);
});

import { expect, test } from "vitest";
import { killWhileSubmitting } from "#test/crash/kill-while-submitting.ts";

test("what was acknowledged survives twenty kills, and is counted exactly once", { timeout: 240_000 }, async () => {
  const outcome = await killWhileSubmitting({ kills: 20, connections: 32 });
  expect(outcome.acknowledged).toBeGreaterThan(2_000);
  expect(outcome).toMatchObject({ lost: 0, doubled: 0, counted: outcome.stored });
  expect(outcome.stored).toBeGreaterThanOrEqual(outcome.acknowledged);
});

test("the same harness catches a writer that acknowledges before it commits", { timeout: 120_000 }, async () => {
  const outcome = await killWhileSubmitting({ kills: 3, connections: 32, acknowledgeEarly: true });
  expect(outcome.lost).toBeGreaterThan(0);
});

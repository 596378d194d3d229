import { defineConfig } from "vitest/config";

/** A run of one test that fails, on a store that brings the real PostgreSQL; see test/support/failing-run.test.ts. */
export default defineConfig({
  test: { globalSetup: ["test/support/postgres.ts"], include: ["test/golden/failing/always-fails.ts"] },
});

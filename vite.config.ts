import devServer from "@hono/vite-dev-server";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** One build for both sides: what the browser loads, and the server with its packages left outside. */
export default defineConfig({
  plugins: [
    react(),
    devServer({
      entry: "server/dev.ts",
      export: "app",
      injectClientScript: false,
      exclude: [/^\/(web|surveys|policies|node_modules)\/.*/, /^\/@.+$/, /^\/favicon\.ico$/],
    }),
  ],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: "dist/web",
        manifest: true,
        rollupOptions: { input: { console: "web/console/main.tsx", respond: "web/respond/main.tsx" } },
      },
    },
    ssr: {
      build: {
        outDir: "dist/server",
        ssr: true,
        target: "node20",
        rollupOptions: { input: { main: "server/main.ts", demo: "server/demo/main.ts" } },
      },
    },
  },
  test: {
    globalSetup: ["test/support/postgres.ts"],
    include: ["test/**/*.test.{ts,tsx}"],
    environment: "node",
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

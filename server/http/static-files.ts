import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import type { WebAssets } from "#server/http/web-assets.ts";

/** Built scripts, styles and fonts. Their names carry a hash of their content, so browsers keep them for a year. */
export function staticFiles({ folder }: WebAssets) {
  const app = new Hono();
  if (folder === undefined) return app;
  return app.get(
    "/assets/*",
    serveStatic({
      root: folder,
      precompressed: true,
      onFound: (_path, c) => {
        c.header("Cache-Control", "public, max-age=31536000, immutable");
        c.header("X-Content-Type-Options", "nosniff");
      },
    }),
  );
}

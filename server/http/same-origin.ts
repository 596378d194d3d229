import { createMiddleware } from "hono/factory";
import { AppError } from "#server/errors.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a state-changing request that a browser sends for another site: its Origin must be the page's own host.
 * Machine callers bring a key, not a cookie, and are left alone.
 */
export const sameOrigin = createMiddleware(async (c, next) => {
  if (!SAFE.has(c.req.method) && c.req.header("authorization") === undefined && !isSameOrigin(c.req.raw)) {
    throw new AppError("forbidden", "This request did not come from Rida's own pages.", { reason: "origin" });
  }
  await next();
});

/** True when the Origin header names the host that the request was sent to. */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  if (origin === null || host === null) return false;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Deps } from "#server/deps.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";

/** How often an open stream shows that it lives; proxies close silent ones. */
const HEARTBEAT_MS = 15_000;

/**
 * Tells an open dashboard that numbers moved on: event `advance`, data `{"watermark": n}`; it carries no number itself.
 * Every message asks anew whether its reader may still read, so a removed role hears nothing more.
 */
export function feedRoutes(deps: Deps) {
  const authorise = requireCaller(deps, "readMetrics");
  return new Hono<CallerVariables>().get("/events", authorise, (c) => {
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, async (stream) => {
      const tell = async (event: "advance" | "alive", data: string) => {
        try {
          await authorise(c, () => Promise.resolve());
          await stream.writeSSE({ event, data });
        } catch {
          stop();
          await stream.close();
        }
      };
      const stop = deps.feed.onAdvance((watermark) => void tell("advance", JSON.stringify({ watermark })));
      stream.onAbort(stop);
      await tell("advance", JSON.stringify({ watermark: await deps.analytics.watermark() }));
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(HEARTBEAT_MS);
        await tell("alive", "");
      }
    });
  });
}

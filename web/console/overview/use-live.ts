import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { eventsAddress } from "#web/api.ts";

/** At most one fetch in this many milliseconds, however fast answers come in. */
const PAUSE_MS = 1000;

/**
 * Listens for new answers and has the numbers fetched again. True while the stream is open; the browser reconnects by
 * itself, and the first event after that brings what was missed.
 */
export function useLive(association: string): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(false);

  useEffect(() => {
    let last = -1;
    let refreshedAt = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      waiting = undefined;
      refreshedAt = Date.now();
      void client.invalidateQueries({ queryKey: ["metrics", association] });
      void client.invalidateQueries({ queryKey: ["comments", association] });
    };
    const events = new EventSource(eventsAddress(association));
    events.addEventListener("open", () => setLive(true));
    events.addEventListener("error", () => setLive(false));
    events.addEventListener("advance", (event: MessageEvent<string>) => {
      const watermark = readWatermark(event.data);
      const moved = watermark !== last && last !== -1;
      last = watermark;
      if (moved) waiting ??= setTimeout(refresh, Math.max(0, refreshedAt + PAUSE_MS - Date.now()));
    });
    return () => {
      clearTimeout(waiting);
      events.close();
    };
  }, [association, client]);

  return live;
}

function readWatermark(data: string): number {
  const message: unknown = JSON.parse(data);
  return typeof message === "object" && message !== null && "watermark" in message ? Number(message.watermark) : -1;
}

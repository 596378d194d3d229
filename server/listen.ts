import { serve, type ServerType } from "@hono/node-server";
import type { AddressInfo } from "node:net";

/** Listens for HTTP; resolves with the port once it does, rejects when the port is taken. */
export function listen(
  fetch: (request: Request, ...rest: never[]) => Response | Promise<Response>,
  { port, hostname }: { port: number; hostname: string },
): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: fetch as never, port, hostname });
    server.once("error", reject);
    server.once("listening", () => {
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          if ("closeAllConnections" in server) setTimeout(() => server.closeAllConnections(), 1_000).unref();
        });
      resolve({ port: (server.address() as AddressInfo).port, close });
    });
  });
}

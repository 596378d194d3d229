import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { createApp } from "#server/app.ts";
import { testServers } from "#test/support/test-server.ts";

describe("what leaves the house by accident", () => {
  const open = testServers();

  test("logs and errors hold no token, answer, phone number, statement or stack", async () => {
    const server = await open();
    const written: string[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _, done) {
        written.push(chunk.toString());
        done();
      },
    });
    const broken = new Proxy(server.deps.store.read, {
      get(target, name) {
        if (name === "executeQuery") return () => Promise.reject(new Error("the disk is gone"));
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const deps = { ...server.deps, log: pino({ level: "trace" }, sink), store: { ...server.deps.store, read: broken } };
    const recorded = await server.call("officer", "/deliveries", [
      { reference: "CANARY-REF", service: "consultation", deliveredOn: "2026-06-10" },
    ]);
    const { results } = (await recorded.json()) as { results: { link: string }[] };
    const token = results[0]?.link.split("/").at(-1) ?? "";
    const submissionId = randomUUID();
    const response = await createApp(deps).request(`/e/${token}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ submissionId, language: "ar", answers: { improve: "CANARY-ANSWER 0501234567" } }),
    });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("2");
    const told = await response.text();
    const logged = written.join("");
    expect(logged).toContain("the disk is gone");
    for (const secret of [token, submissionId, "CANARY", "0501234567"]) {
      expect(logged).not.toContain(secret);
      expect(told).not.toContain(secret);
    }
    expect(told).not.toMatch(/disk|select|node_modules|\.ts/);
  });
});

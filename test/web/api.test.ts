import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, call, findingsOf, importDeliveries, queryMetrics } from "#web/api.ts";

afterEach(() => vi.unstubAllGlobals());

function answerWith(make: (address: string, init: RequestInit) => Response | Promise<Response>) {
  const asked: { address: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    asked.push({ address, init });
    return make(address, init);
  });
  return asked;
}
const problem = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/problem+json" } });
const lines = (...parts: string[]) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    }),
  );

describe("a call", () => {
  it("names the association and sends all queries at once", async () => {
    const asked = answerWith(() => Response.json({ results: [] }));
    const period = { from: "2026-01-01", to: "2026-01-31" };
    await queryMetrics("yusr", [
      { metrics: ["responses"], period },
      { metrics: ["satisfaction"], period },
    ]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.address).toBe("/api/v1/metrics/query?association=yusr");
    expect(JSON.parse(asked[0]?.init.body as string)).toMatchObject({
      queries: [{ metrics: ["responses"] }, { metrics: ["satisfaction"] }],
    });
  });

  it("turns problem+json into an error with its code, words and particulars", async () => {
    const findings = [{ path: "pages[0]", rule: "remote", message: "no" }];
    answerWith(() =>
      problem(422, { type: "about:blank", title: "unprocessable", status: 422, detail: "Refused.", findings }),
    );
    const error = await call("GET", "/forms").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: "unprocessable", status: 422, message: "Refused." });
    expect(findingsOf(error)).toEqual(findings);
  });

  it("tells a refusal without problem+json by its status, and silence as offline", async () => {
    answerWith(() => new Response("<html>", { status: 401 }));
    await expect(call("GET", "/me")).rejects.toMatchObject({ code: "unauthenticated", status: 401 });
    answerWith(() => Promise.reject(new TypeError("failed to fetch")));
    await expect(call("GET", "/me")).rejects.toMatchObject({ code: "offline" });
  });
});

describe("an import", () => {
  const upload = (onProgress: (done: number, total: number) => void = () => undefined) => ({
    ...{ file: new File(["a,b"], "r.csv"), options: {}, apply: true, onProgress },
  });

  it("tells how far it is, however the lines are cut, and ends with the report", async () => {
    answerWith(() =>
      lines('{"done":1,', '"total":2}\n{"done":2,"total":2}\n{"rep', 'ort":{"applied":true,"created":2}}'),
    );
    const seen: number[] = [];
    const report = await importDeliveries(
      "yusr",
      upload((done) => seen.push(done)),
    );
    expect(seen).toEqual([1, 2]);
    expect(report).toMatchObject({ applied: true, created: 2 });
  });

  it("throws the problem that ended it half way", async () => {
    answerWith(() =>
      lines('{"done":1,"total":2}\n', '{"problem":{"title":"busy","status":503,"detail":"Try again."}}\n'),
    );
    await expect(importDeliveries("yusr", upload())).rejects.toMatchObject({ code: "busy", status: 503 });
  });

  it("is not taken for done when the answer breaks off", async () => {
    answerWith(() => lines('{"done":1,"total":2}\n'));
    await expect(importDeliveries("yusr", upload())).rejects.toMatchObject({ code: "offline" });
  });
});

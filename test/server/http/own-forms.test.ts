import { Hono } from "hono";
import { expect, test } from "vitest";
import { ownForms } from "#server/http/own-forms.ts";
import { problemHandler } from "#server/http/problem.ts";
import { pino } from "pino";

const app = new Hono()
  .onError(problemHandler(pino({ level: "silent" })))
  .use("/r/*", ownForms("https://rida.example"))
  .all("/r", (c) => c.text("done"))
  .all("/r/:code", (c) => c.text("done"));

async function send(headers: Record<string, string>, { method = "POST", path = "/r/x" } = {}): Promise<number> {
  const form = { "content-type": "application/x-www-form-urlencoded", host: "rida.example" };
  return (await app.request(path, { method, headers: { ...form, ...headers } })).status;
}

test("public forms are taken from the house's own pages only", async () => {
  for (const foreign of [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "cross-site", origin: "null" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "not an origin" },
  ]) {
    expect([foreign, await send(foreign)]).toEqual([foreign, 403]);
    expect([foreign, await send(foreign, { path: "/r" })]).toEqual([foreign, 403]);
    expect([foreign, await send(foreign, { method: "GET" })]).toEqual([foreign, 200]);
  }
});

test("old browsers, pages that name no origin and houses behind a proxy pass", async () => {
  for (const own of [
    {},
    { origin: "null" },
    { "sec-fetch-site": "same-origin", origin: "null" },
    { "sec-fetch-site": "none" },
    { origin: "https://rida.example" },
    { origin: "https://rida.example", host: "127.0.0.1:3000" },
  ]) {
    expect([own, await send(own)]).toEqual([own, 200]);
  }
});

test("only forms are taken", async () => {
  for (const type of ["text/plain", "application/json", ""]) {
    expect([type, await send({ "content-type": type })]).toEqual([type, 415]);
  }
  expect(await send({ "content-type": "multipart/form-data; boundary=x" })).toBe(200);
});

import { Hono } from "hono";
import { expect, test } from "vitest";
import { readUpload } from "#server/documents/read-upload.ts";
import { MOST_AT_ONCE, MOST_OF_NETWORK } from "#server/documents/upload-slots.ts";
import { AppError } from "#server/errors.ts";

const TYPE = "multipart/form-data; boundary=frame";
const FORM = `--frame\r\nContent-Disposition: form-data; name="rule"\r\n\r\nidentity\r\n--frame--\r\n`;

function house(taken: { network?: string; longestMs?: number } = {}) {
  const app = new Hono().post("/", async (c) => {
    try {
      return c.json(Object.fromEntries(await readUpload(c, 1, taken)));
    } catch (error) {
      return c.json(error instanceof AppError ? [error.code, error.details["reason"]] : "a bug", 400);
    }
  });
  return async (body: string | ReadableStream) => {
    const request = new Request("http://x/", {
      ...{ method: "POST", body, headers: { "content-type": TYPE } },
      ...(typeof body === "string" ? {} : { duplex: "half" }),
    });
    return (await app.request(request)).json();
  };
}

/** A body of which the end comes when it is let go. */
function paused() {
  let finish = () => {};
  let isCancelled = false;
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(FORM.slice(0, 20)));
      finish = () => {
        controller.enqueue(new TextEncoder().encode(FORM.slice(20)));
        controller.close();
      };
    },
    cancel() {
      isCancelled = true;
    },
  });
  return { body, finish: () => finish(), isCancelled: () => isCancelled };
}

test("few files are taken in at once, fewer of one network, and their places come free again", async () => {
  for (const [network, most] of [
    [undefined, MOST_AT_ONCE],
    ["192.0.2.1", MOST_OF_NETWORK],
  ] as const) {
    const send = house(network === undefined ? {} : { network });
    const held = Array.from({ length: most }, paused);
    const answers = held.map(({ body }) => send(body));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await send(FORM)).toEqual(["busy", "uploads"]);
    for (const { finish } of held) finish();
    expect(await Promise.all(answers)).toEqual(held.map(() => ({ rule: "identity" })));
    expect(await send(FORM)).toEqual({ rule: "identity" });
  }
});

test("a file that does not arrive gives its place back", async () => {
  const send = house({ longestMs: 30 });
  const slow = paused();
  expect(await send(slow.body)).toEqual(["invalid", "tooSlow"]);
  expect(slow.isCancelled()).toBe(true);
  expect(await send(FORM)).toEqual({ rule: "identity" });
});

test("a form of many parts is not read", async () => {
  const part = FORM.slice(0, FORM.indexOf("--frame--"));
  expect(await house()(part.repeat(10) + "--frame--\r\n")).toEqual({ rule: "identity" });
  expect(await house()(part.repeat(11) + "--frame--\r\n")).toEqual(["invalid", null]);
});

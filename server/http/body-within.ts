import { bodyLimit } from "hono/body-limit";
import type { Context } from "hono";
import { AppError } from "#server/errors.ts";

/** Refuses a body above `bytes`, by its declared length or while it streams in; `message` says what to do instead. */
export function bodyWithin(bytes: number, message = `The body is larger than ${Math.floor(bytes / 1024)} kB.`) {
  return bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new AppError("tooLarge", message);
    },
  });
}

/**
 * The text of a body of at most `bytes`; the same rule as `bodyWithin` for the hot path, where one more step for each
 * request is felt. Nothing unpacks compressed bodies, so their length is what it says.
 */
export async function readText(c: Context, bytes: number): Promise<string> {
  const declared = c.req.header("content-length");
  if (declared !== undefined && Number(declared) <= bytes) return c.req.text();
  const tooLarge = new AppError("tooLarge", `The body is larger than ${Math.floor(bytes / 1024)} kB.`);
  if (declared !== undefined) throw tooLarge;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of c.req.raw.body ?? []) {
    length += part.byteLength;
    if (length > bytes) throw tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

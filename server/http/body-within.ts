import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { AppError } from "#server/errors.ts";

/**
 * Refuses a body above `bytes` before it is read: by its declared length, or while it streams in when it declares none.
 * Compressed bodies are refused, since their length says nothing.
 */
export function bodyWithin(bytes: number) {
  const refuse = () => {
    throw new AppError("tooLarge", `The body is larger than ${Math.floor(bytes / 1024)} kB.`);
  };
  const whileStreaming = bodyLimit({ maxSize: bytes, onError: refuse });
  return createMiddleware(async (c, next) => {
    const encoding = c.req.header("content-encoding");
    if (encoding !== undefined && encoding !== "identity") {
      throw new AppError("unsupported", "Send the body uncompressed.");
    }
    const declared = c.req.header("content-length");
    if (declared === undefined || c.req.header("transfer-encoding") !== undefined) return whileStreaming(c, next);
    if (Number(declared) > bytes) refuse();
    return next();
  });
}

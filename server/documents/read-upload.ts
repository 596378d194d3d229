import type { Context } from "hono";
import { AppError } from "#server/errors.ts";

/** Room for the other fields and the frame of a multipart body around its file. */
const AROUND = 32 * 1024;

/**
 * The fields of a multipart form whose file has at most `megabytes`. Refused by its declared length before anything is
 * read, else while it streams in. Throws `tooLarge`, or `invalid` for what is no such form.
 */
export async function readUpload(c: Context, megabytes: number): Promise<FormData> {
  const type = c.req.header("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new AppError("unsupported", "Send a form with a file.");
  const limit = megabytes * 1024 * 1024 + AROUND;
  const tooLarge = new AppError("tooLarge", `The file is larger than ${megabytes} MB.`, { megabytes });
  if (Number(c.req.header("content-length") ?? 0) > limit) throw tooLarge;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of c.req.raw.body ?? []) {
    length += part.byteLength;
    if (length > limit) throw tooLarge;
    parts.push(part);
  }
  try {
    return await new Response(Buffer.concat(parts), { headers: { "content-type": type } }).formData();
  } catch {
    throw new AppError("invalid", "The body is not a form with a file.");
  }
}

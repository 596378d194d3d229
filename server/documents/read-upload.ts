import type { Context } from "hono";
import { withSlot } from "#server/documents/upload-slots.ts";
import { AppError } from "#server/errors.ts";

/** Room for the other fields and the frame of a multipart body around its file. */
const AROUND = 32 * 1024;
/** More than any form of ours has. */
const MOST_PARTS = 10;
/** A slow telephone sends the largest file within this; who needs longer holds a place for nothing. */
const LONGEST_MS = 60_000;

type Taken = { readonly network?: string; readonly longestMs?: number };

/**
 * The fields of a multipart form whose file has at most `megabytes`. Refused by its declared length before anything is
 * read, else while it streams in. Few are read at once, each within a minute: `busy` and `invalid` with `tooSlow`. Throws
 * `tooLarge`, or `invalid` for what is no such form.
 */
export async function readUpload(c: Context, megabytes: number, taken: Taken = {}): Promise<FormData> {
  const type = c.req.header("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new AppError("unsupported", "Send a form with a file.");
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type);
  if (!boundary) throw notAForm();
  const limit = megabytes * 1024 * 1024 + AROUND;
  const tooLarge = new AppError("tooLarge", `The file is larger than ${megabytes} MB.`, { megabytes });
  if (Number(c.req.header("content-length") ?? 0) > limit) throw tooLarge;
  return withSlot(taken.network, async () => {
    const body = await readBody(c, { limit, tooLarge, longestMs: taken.longestMs ?? LONGEST_MS });
    if (hasManyParts(body, boundary[1] ?? boundary[2] ?? "")) throw notAForm();
    try {
      return await new Response(body, { headers: { "content-type": type } }).formData();
    } catch {
      throw notAForm();
    }
  });
}

type Bounds = { readonly limit: number; readonly tooLarge: AppError; readonly longestMs: number };

async function readBody(c: Context, { limit, tooLarge, longestMs }: Bounds): Promise<Buffer<ArrayBuffer>> {
  const reader = c.req.raw.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    const tooSlow = new AppError("invalid", "The file took too long to arrive.", { reason: "tooSlow" });
    timer = setTimeout(() => refuse(tooSlow), longestMs);
  });
  try {
    for (;;) {
      const next = await Promise.race([reader?.read(), late]);
      if (next === undefined || next.done) return Buffer.concat(parts);
      length += next.value.byteLength;
      if (length > limit) throw tooLarge;
      parts.push(next.value);
    }
  } catch (error) {
    reader?.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Counted before they are read: each part costs as much as a file. */
function hasManyParts(body: Buffer, boundary: string): boolean {
  const mark = `--${boundary}`;
  let found = 0;
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) {
    // The last one ends the form.
    if (++found > MOST_PARTS + 1) return true;
  }
  return false;
}

function notAForm(): AppError {
  return new AppError("invalid", "The body is not a form with a file.");
}

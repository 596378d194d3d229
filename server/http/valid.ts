import type { ZodType } from "zod";
import { AppError } from "#server/errors.ts";

/** Parses what came from outside; throws `invalid` naming each place that does not fit. */
export function parseInput<T>(schema: ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .slice(0, 50)
    .map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message }));
  const first = issues[0];
  throw new AppError(
    "invalid",
    first ? `${first.path || "the request"}: ${first.message}` : "The request does not fit.",
    { issues },
  );
}

/** The JSON body of a request, or `invalid`. */
export async function readJson(request: Request): Promise<unknown> {
  return parseJson(await request.text());
}

/** JSON from outside, or `invalid`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "The body is not JSON.");
  }
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError } from "#server/errors.ts";
import { UsageError } from "#server/tasks/usage-error.ts";

/** One of the words that `--name` takes; throws `UsageError` listing them. */
export function readChoice<T extends string>(name: string, options: readonly T[], given: string | undefined): T {
  const chosen = options.find((option) => option === given);
  if (chosen !== undefined) return chosen;
  const problem = given === undefined ? `Say --${name}.` : `--${name} is not "${given}".`;
  throw new UsageError(`${problem} It is one of ${options.join(", ")}.`);
}

/** The one FILE of a call; throws `UsageError` when there is none or more. */
export function readFileName(positionals: readonly string[], what: string): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`Name one file of ${what}.`);
  return file;
}

/** The bytes of a file named on the command line; throws `notFound` with the name. */
export async function readNamedFile(cwd: string, file: string): Promise<Buffer> {
  try {
    return await readFile(resolve(cwd, file));
  } catch {
    throw new AppError("notFound", `${file} cannot be read.`);
  }
}

/** `1 row`, `2 rows`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

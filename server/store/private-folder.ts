import { chmodSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#server/errors.ts";

/** What Rida keeps in its folder; `secret` and the socket are made private where they are made. */
const DATA_FILE = /^(rida\.sqlite|analytics\.duckdb|lock\.)/;
const OTHERS = 0o077;

/**
 * Makes a data folder that its owner alone may enter, and its data files such that the owner alone may read them. A
 * folder that was open to others and holds data is closed to them; one that belongs to another user, or that is open
 * and holds anything of somebody else's, is refused with `conflict`.
 */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Windows has neither users of this kind nor modes.
  const own = process.getuid?.();
  if (own === undefined) return;
  const { mode, uid } = statSync(folder);
  if (uid !== own && own !== 0) throw refused(folder, "belongs to another user");
  const names = readdirSync(folder);
  if (mode & OTHERS) {
    const foreign = names.filter((name) => !DATA_FILE.test(name) && !OWN.has(name));
    if (foreign.length > 0) {
      throw refused(folder, `may be entered by other users and holds files that are not Rida's (${foreign[0]})`);
    }
    chmodSync(folder, 0o700);
  }
  for (const name of names) {
    const file = join(folder, name);
    if ((DATA_FILE.test(name) || name === "secret") && statSync(file).isFile()) chmodSync(file, 0o600);
  }
}

/** Other things that Rida leaves in its folder. */
const OWN = new Set(["secret", "rida.sock", "demonstration", "summary.json"]);

function refused(folder: string, why: string): AppError {
  return new AppError(
    "conflict",
    `The data folder ${folder} ${why}. Answers of people in danger lie there: give Rida a folder of its own (RIDA_DATA), or run chmod 700 on this one.`,
    { folder },
  );
}

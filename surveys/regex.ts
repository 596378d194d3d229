/** Longest regular expression that a form may carry. */
export const MAX_REGEX = 200;

/** Compiles an author's regular expression; undefined when `regexDanger` names a reason not to. */
export function compileRegex(source: unknown, caseInsensitive: boolean): RegExp | undefined {
  if (typeof source !== "string" || regexDanger(source) !== undefined) return undefined;
  return new RegExp(source, caseInsensitive ? "i" : "");
}

/** Repeats that may stand in one expression; each multiplies the ways to match by the length of the text. */
const MAX_OPEN_REPEATS = 3;

/**
 * Why a regular expression may not be run, or undefined when it is harmless. Conservative and linear: refuses repeats
 * inside repeated groups, alternatives inside repeated groups, look-around and back references, so that what is left
 * backtracks polynomially at most, over texts that are short.
 */
export function regexDanger(source: string): string | undefined {
  if (source.length > MAX_REGEX) return `longer than ${MAX_REGEX} characters`;
  if (!parses(source)) return "not a regular expression";
  /** For each open group: whether it holds a repeat or alternatives. */
  const open: { repeats: boolean; branches: boolean }[] = [{ repeats: false, branches: false }];
  let unbounded = 0;
  let closed: { repeats: boolean; branches: boolean } | undefined;
  for (let at = 0; at < source.length; at++) {
    const here = source[at];
    const group = open.at(-1);
    if (group === undefined) return "unbalanced";
    if (here === "\\") {
      if (/[1-9k]/.test(source[at + 1] ?? "")) return "refers back to a group";
      at += 1;
      closed = undefined;
    } else if (here === "[") {
      at = endOfClass(source, at);
      closed = undefined;
    } else if (here === "(") {
      if (/^\(\?(<?[=!])/.test(source.slice(at, at + 4))) return "looks around";
      open.push({ repeats: false, branches: false });
      if (source[at + 1] === "?") at = source[at + 2] === "<" ? source.indexOf(">", at) : at + 2;
      closed = undefined;
    } else if (here === ")") {
      closed = open.pop();
      const outer = open.at(-1);
      if (outer !== undefined && closed !== undefined) {
        outer.repeats ||= closed.repeats;
        outer.branches ||= closed.branches;
      }
    } else if (here === "|") {
      group.branches = true;
      closed = undefined;
    } else {
      const repeat = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(source.slice(at, at + 20));
      if (repeat === null) {
        closed = undefined;
        continue;
      }
      const many = here === "*" || here === "+" || repeat[2] === "," || Number(repeat[3] ?? repeat[1] ?? 1) > 1;
      if (many && closed?.repeats === true) return "repeats a group that repeats";
      if (many && closed?.branches === true) return "repeats a group of alternatives";
      if (Number(repeat[3] || repeat[1] || 0) > 1000) return "repeats too often";
      group.repeats ||= here !== "{" || repeat[2] !== undefined;
      if (here === "*" || here === "+" || repeat[2] === ",") unbounded += 1;
      if (unbounded > MAX_OPEN_REPEATS) return `repeats without bound more than ${MAX_OPEN_REPEATS} times`;
      at += repeat[0].length - 1;
      closed = undefined;
    }
  }
  return undefined;
}

function parses(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

function endOfClass(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
  return at;
}

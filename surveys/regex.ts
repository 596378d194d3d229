/** Longest regular expression that a form may carry. */
const MAX_REGEX = 200;
/** Longest text that an author's regular expression is tried on, in UTF-16 units. */
export const MAX_MATCHED = 200;
/** Ways to match that one expression may have over such a text: three open repeats, and a little. */
const MAX_WAYS = 4 * MAX_MATCHED ** 3;

/** Compiles an author's regular expression; undefined when `regexDanger` names a reason not to. */
export function compileRegex(source: unknown, caseInsensitive: boolean): RegExp | undefined {
  if (typeof source !== "string" || regexDanger(source) !== undefined) return undefined;
  return new RegExp(source, caseInsensitive ? "i" : "");
}

type Group = { varies: boolean; branches: boolean };

/**
 * Why a regular expression may not be run, or undefined when it is harmless. Static, linear and conservative: a repeated
 * group may hold neither repeats nor alternatives, nothing looks around or refers back, and the product of all ways to
 * match what remains is bounded.
 */
export function regexDanger(source: string): string | undefined {
  if (source.length > MAX_REGEX) return `longer than ${MAX_REGEX} characters`;
  if (!parses(source)) return "not a regular expression";
  const open: Group[] = [{ varies: false, branches: false }];
  let closed: Group | undefined;
  let ways = source.startsWith("^") && !hasTopLevelBranch(source) ? 1 : MAX_MATCHED;
  for (const token of tokens(source)) {
    const group = open.at(-1);
    if (group === undefined) return "not a regular expression";
    const repeated = closed;
    closed = undefined;
    if (/^\\[1-9k]/.test(token)) return "refers back to a group";
    if (/^\(\?<?[=!]/.test(token)) return "looks around";
    if (token.startsWith("(")) open.push({ varies: false, branches: false });
    else if (token === ")") {
      closed = open.pop() ?? group;
      const outer = open.at(-1);
      if (outer !== undefined) {
        outer.varies ||= closed.varies;
        outer.branches ||= closed.branches;
      }
    } else if (token === "|") {
      group.branches = true;
      ways *= 2;
    } else {
      const repeat = repeatOf(token);
      if (repeat === undefined) continue;
      if (repeat.max > 1 && repeated?.varies === true) return "repeats a group that repeats";
      if (repeat.max > 1 && repeated?.branches === true) return "repeats a group of alternatives";
      if (repeat.max > repeat.min) group.varies = true;
      ways *= Math.min(repeat.max - repeat.min + 1, MAX_MATCHED);
    }
    if (ways > MAX_WAYS) return "could take too long";
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

/** Escapes, classes, group openings, repeats and single characters, in order. */
function tokens(source: string): string[] {
  return (
    source.match(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|\((?:\?(?:<[=!]|<[^>]*>|[:=!]))?|(?:[*+?]|\{\d+(?:,\d*)?\})\??|[^]/g) ??
    []
  );
}

function repeatOf(token: string): { min: number; max: number } | undefined {
  if (token.startsWith("*")) return { min: 0, max: Infinity };
  if (token.startsWith("+")) return { min: 1, max: Infinity };
  if (token.startsWith("?")) return { min: 0, max: 1 };
  const bounds = /^\{(\d+)(,?)(\d*)\}/.exec(token);
  if (bounds === null) return undefined;
  const min = Number(bounds[1]);
  return { min, max: bounds[2] === "" ? min : bounds[3] === "" ? Infinity : Number(bounds[3]) };
}

/** `^a|b` is anchored in its first alternative only. */
function hasTopLevelBranch(source: string): boolean {
  let depth = 0;
  for (const token of tokens(source)) {
    if (token.startsWith("(")) depth += 1;
    else if (token === ")") depth -= 1;
    else if (token === "|" && depth === 0) return true;
  }
  return false;
}

import { LineCounter, parseDocument, type Document } from "yaml";
import { Policy } from "#policies/schema.ts";
import { findContradictions } from "#policies/contradictions.ts";
import type { PolicyProblem } from "#policies/policy-problem.ts";

/**
 * One policy from its YAML text. `alsoFind` looks for what only those who use a policy can know.
 * Throws an Error that names the file and, for every problem, its line, its path and what was expected.
 */
export function readPolicy(
  yaml: string,
  fileName: string,
  alsoFind: (policy: Policy) => readonly PolicyProblem[] = () => [],
): Policy {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) throw new Error(`${fileName}: not readable as YAML: ${broken.message}`);

  const read = Policy.safeParse(document.toJS());
  const problems = read.success
    ? [...findContradictions(read.data), ...alsoFind(read.data)]
    : read.error.issues.map(({ path, message }) => ({ path: path.filter(isYamlKey), message }));
  if (read.success && problems.length === 0) return read.data;

  const list = problems.map(
    ({ path, message }) => `  line ${lineOf(document, path, lines)}, ${path.join(".") || "(top)"}: ${message}`,
  );
  throw new Error(`${fileName}: not a valid policy\n${list.join("\n")}`);
}

/** Line of the node at `path`, or of its nearest parent that the file has. */
function lineOf(document: Document, path: PolicyProblem["path"], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function isYamlKey(key: PropertyKey): key is string | number {
  return typeof key !== "symbol";
}

import type { LintFinding } from "#surveys/form.ts";

/** One value of a definition with the way that leads to it; the path is only spelled out for findings. */
export type Node = {
  readonly value: unknown;
  /** Name of the value in its object, or of the list that it stands in. */
  readonly key: string;
  readonly index?: number;
  readonly parent?: Node;
  readonly depth: number;
};

/** Caps of a definition; beyond them a form is refused rather than read on. */
export const LIMITS = {
  depth: 40,
  nodes: 50_000,
  characters: 500_000,
  findings: 100,
  questions: 300,
  pages: 100,
  choices: 500,
  rows: 200,
  columns: 50,
  cells: 2000,
  entries: 100,
  expressions: 500,
} as const;

export type Report = {
  readonly findings: LintFinding[];
  readonly add: (node: Node, rule: string, message: string, below?: string) => void;
};

export function createReport(): Report {
  const findings: LintFinding[] = [];
  return {
    findings,
    add(node, rule, message, below) {
      if (findings.length < LIMITS.findings) findings.push({ path: pathOf(node, below), rule, message });
    },
  };
}

/** `pages[0].elements[2].validators[0].regex`; parts longer than a name are cut. */
export function pathOf(node: Node, below?: string): string {
  const parts: string[] = below === undefined ? [] : [`.${below}`];
  for (let at: Node | undefined = node; at?.parent !== undefined; at = at.parent) {
    parts.push(at.index === undefined ? `.${at.key.slice(0, 60)}` : `[${at.index}]`);
  }
  return parts.reverse().join("").replace(/^\./, "");
}

/**
 * Every value of a definition, parents first, in reading order and without recursion. Stops with a finding where the
 * definition is deeper or larger than any form; then what was not seen is not judged either, and the form is refused.
 */
export function walk(definition: unknown, report: Report): Node[] {
  const root: Node = { value: definition, key: "", depth: 0 };
  const seen: Node[] = [];
  const waiting: Node[] = [root];
  let characters = 0;
  while (waiting.length > 0) {
    const node = waiting.pop() ?? root;
    seen.push(node);
    const { value, depth } = node;
    if (typeof value === "string") characters += value.length;
    if (seen.length + waiting.length > LIMITS.nodes || characters > LIMITS.characters) {
      report.add(node, "tooLarge", `a form holds at most ${LIMITS.nodes} values and ${LIMITS.characters} characters`);
      return seen;
    }
    if (typeof value !== "object" || value === null) continue;
    if (depth >= LIMITS.depth) {
      report.add(node, "tooDeep", `a form is at most ${LIMITS.depth} levels deep`);
      continue;
    }
    waiting.push(...children(node).reverse());
  }
  return seen;
}

function children(node: Node): Node[] {
  const { value, key } = node;
  const depth = node.depth + 1;
  if (Array.isArray(value))
    return value
      .slice(0, LIMITS.nodes)
      .map((inner: unknown, index) => ({ value: inner, key, index, parent: node, depth }));
  const entries = Object.entries(value as object).slice(0, LIMITS.nodes);
  return entries.map(([name, inner]) => ({ value: inner as unknown, key: name, parent: node, depth }));
}

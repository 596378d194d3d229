import { parseExpression, unknownFunctionOf } from "#surveys/answers/expressions.ts";
import { LIMITS, type Node, type Report } from "#surveys/lint/walk.ts";
import { RESERVED_NAMES } from "#surveys/text.ts";

/** Properties that hold an expression; the value is what the expression decides. */
const EXPRESSIONS: Readonly<Record<string, "shown" | "value" | "free">> = {
  visibleIf: "shown",
  templateVisibleIf: "shown",
  enableIf: "shown",
  expression: "value",
  setValueExpression: "value",
  setValueIf: "free",
  resetValueIf: "value",
  defaultValueExpression: "value",
  requiredIf: "free",
  choicesVisibleIf: "free",
  choicesEnableIf: "free",
  rowsVisibleIf: "free",
  columnsVisibleIf: "free",
  minValueExpression: "free",
  maxValueExpression: "free",
  totalExpression: "free",
  runExpression: "free",
};
const MAX_LENGTH = 1000;
const MAX_NESTING = 30;

/** Rules on expressions: readable, of known functions and decent names, few, and never about themselves. */
export function lintExpressions(nodes: readonly Node[], report: Report): void {
  const edges = new Map<string, { node: Node; needs: Set<string> }>();
  let count = 0;
  for (const node of nodes) {
    const { key, value } = node;
    if (
      node.index !== undefined ||
      !Object.hasOwn(EXPRESSIONS, key) ||
      typeof value !== "string" ||
      value.trim() === ""
    )
      continue;
    if (++count > LIMITS.expressions) {
      report.add(node, "tooMany", `a form has at most ${LIMITS.expressions} expressions`);
      return;
    }
    const variables = lintExpression(node, value, report);
    if (EXPRESSIONS[key] === "free" || isValidator(node)) continue;
    const owner = ownerOf(node);
    if (owner === undefined) continue;
    const known = edges.get(owner) ?? { node, needs: new Set() };
    for (const variable of variables) known.needs.add(qualified(variable, owner));
    edges.set(owner, known);
  }
  lintCycles(edges, report);
}

function lintExpression(node: Node, text: string, report: Report): string[] {
  if (text.length > MAX_LENGTH || nesting(text) > MAX_NESTING) {
    report.add(node, "expression", `an expression has at most ${MAX_LENGTH} characters and ${MAX_NESTING} levels`);
    return [];
  }
  const parsed = parseExpression(text);
  if (parsed === undefined) {
    report.add(node, "expression", "this expression cannot be read");
    return [];
  }
  const unknown = unknownFunctionOf(parsed);
  if (unknown !== undefined) {
    report.add(node, "unknownFunction", `${unknown.slice(0, 60)} is not a function that may be used here`);
  }
  const variables: string[] = [];
  parsed.setVariables(variables);
  if (variables.some((variable) => variable.split(/[.[\]]/).some((part) => RESERVED_NAMES.has(part)))) {
    report.add(node, "reservedName", "the expression uses a reserved name");
  }
  return variables;
}

function nesting(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const sign of text) {
    if (sign === "(" || sign === "[") deepest = Math.max(deepest, ++depth);
    else if (sign === ")" || sign === "]") depth -= 1;
    else if (sign === "!") deepest += 1;
  }
  return deepest;
}

function isValidator(node: Node): boolean {
  return node.parent?.key === "validators" || node.parent?.key === "triggers";
}

/** Name of the question or value that an expression decides, with the repeated question around it: `trips.days`. */
function ownerOf(node: Node): string | undefined {
  const own = nameOf(node.parent);
  if (own === undefined) return undefined;
  const list = listAround(node.parent?.parent);
  return list === undefined ? own : `${list}.${own}`;
}

function listAround(node: Node | undefined): string | undefined {
  for (let at = node; at !== undefined; at = at.parent) {
    if (["templateElements", "columns", "detailElements"].includes(at.key) && at.index === undefined)
      return nameOf(at.parent);
  }
  return undefined;
}

function nameOf(node: Node | undefined): string | undefined {
  const value = node?.value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { valueName, name } = value as { readonly valueName?: unknown; readonly name?: unknown };
  if (typeof valueName === "string" && valueName !== "") return valueName;
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** `panel.x` and `row.x` mean the sibling of the same entry; of other paths the first name counts. */
function qualified(variable: string, owner: string): string {
  const plain = variable.replace(/^#/, "");
  const inner = /^(?:panel|row)\.([^.[]+)/.exec(plain);
  if (inner !== null && owner.includes(".")) return `${owner.slice(0, owner.indexOf("."))}.${inner[1]}`;
  return plain.split(/[.[]/, 1)[0] ?? plain;
}

function lintCycles(edges: ReadonlyMap<string, { node: Node; needs: ReadonlySet<string> }>, report: Report): void {
  const done = new Set<string>();
  for (const [start, { node }] of edges) {
    const trail = [{ name: start, next: [...(edges.get(start)?.needs ?? [])] }];
    const onTrail = new Set([start]);
    while (trail.length > 0 && !done.has(start)) {
      const last = trail.at(-1);
      const needed = last?.next.pop();
      if (last === undefined) break;
      if (needed === undefined) {
        trail.pop();
        onTrail.delete(last.name);
        done.add(last.name);
      } else if (onTrail.has(needed)) {
        report.add(
          edges.get(last.name)?.node ?? node,
          "selfReference",
          `the expression depends on itself through ${needed.slice(0, 60)}`,
        );
        return;
      } else if (!done.has(needed) && edges.has(needed)) {
        trail.push({ name: needed, next: [...(edges.get(needed)?.needs ?? [])] });
        onTrail.add(needed);
      }
    }
  }
}

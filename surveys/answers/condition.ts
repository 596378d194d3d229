import type { BinaryOperand, Const, Operand, UnaryOperand } from "survey-core";
import type { Evaluate } from "#policies/eligibility.ts";
import { createEngine, parseExpression, unknownFunctionOf } from "#surveys/answers/expressions.ts";
import type { CompiledForm, Json } from "#surveys/form.ts";

type Answers = Readonly<Record<string, Json>>;

/** Longest expression that is read; what the shape of a policy allows (`policies/request-schema.ts`). */
const MAX_LENGTH = 500;

/**
 * Reads conditions of a policy over checked answers of one form. Where an answer is missing and the result hangs on it,
 * the reading says which one: `{a} = 1 or {b} = 2` holds without `a` when `b` is 2, and says nothing when `b` is 3.
 * `empty` and `notempty` ask for the missing itself, and always say something.
 */
export function createEvaluator(form: Pick<CompiledForm, "items">, answers: Answers): Evaluate {
  const fields = new Set(form.items.map(({ id, path }) => path?.[0] ?? id));
  const engine = createEngine();
  const reading: Reading = {
    isAnswered: (variable) => hasContent(answers[fieldOf(variable, fields)]),
    holds: (expression) => engine.holds(expression, answers),
  };
  return (expression) => {
    const parsed = expression.length > MAX_LENGTH ? undefined : parseExpression(expression);
    if (parsed === undefined) return { ok: false, problem: "unparsable", field: null };
    if (unknownFunctionOf(parsed) !== undefined) return { ok: false, problem: "unknownFunction", field: null };
    const unknown = variablesOf(parsed).find((variable) => !fields.has(fieldOf(variable, fields)));
    if (unknown !== undefined) return { ok: false, problem: "unknownField", field: unknown };
    const truth = truthOf(parsed, reading);
    return typeof truth === "boolean"
      ? { ok: true, holds: truth }
      : { ok: false, problem: "unanswered", field: fieldOf(truth.missing, fields) };
  };
}

type Reading = {
  readonly isAnswered: (variable: string) => boolean;
  readonly holds: (expression: string) => boolean;
};

/** Three-valued logic (Kleene 1938): the third value names the answer that is missing. */
type Truth = boolean | { readonly missing: string };

function truthOf(operand: Operand, reading: Reading): Truth {
  if (isNegation(operand)) {
    const inner = truthOf(operand.expression, reading);
    return typeof inner === "boolean" ? !inner : inner;
  }
  if (isConjunction(operand)) {
    const decisive = operand.conjunction === "or";
    const sides = [operand.leftOperand, operand.rightOperand].map((side: Operand) => truthOf(side, reading));
    if (sides.includes(decisive)) return decisive;
    return sides.find((side) => typeof side !== "boolean") ?? !decisive;
  }
  const missing = asksForMissing(operand)
    ? undefined
    : variablesOf(operand).find((variable) => !reading.isAnswered(variable));
  return missing === undefined ? reading.holds(operand.toString(quoted)) : { missing };
}

/** Texts with a quotation mark, as the engine can read them again; it does not escape them itself. */
function quoted(operand: Operand): string {
  const value: unknown = operand.getType() === "const" ? (operand as Const).correctValue : undefined;
  return typeof value === "string" && value.includes("'") ? `'${value.replaceAll("'", String.raw`\'`)}'` : "";
}

function isNegation(operand: Operand): operand is UnaryOperand {
  return operand.getType() === "unary" && (operand as UnaryOperand).operator === "negate";
}

function isConjunction(operand: Operand): operand is BinaryOperand {
  return operand.getType() === "binary" && (operand as BinaryOperand).isConjunction;
}

function asksForMissing(operand: Operand): boolean {
  return operand.getType() === "unary" && ["empty", "notempty"].includes((operand as UnaryOperand).operator);
}

function variablesOf(operand: Operand): string[] {
  const variables: string[] = [];
  operand.setVariables(variables);
  return variables;
}

/** `table.row` means the answer `table`, unless a question bears the whole name. */
function fieldOf(variable: string, fields: ReadonlySet<string>): string {
  return fields.has(variable) ? variable : (variable.split(/[.[]/, 1)[0] ?? variable);
}

function hasContent(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

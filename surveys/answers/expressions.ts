import { ConditionRunner, ConditionsParser, ExpressionRunner, FunctionFactory, type Operand } from "survey-core";
import type { Json } from "#surveys/form.ts";

/** What an expression may read: answers by name, and the panel, row or item that it stands in. */
export type Scope = Readonly<Record<string, unknown>>;

/** Expressions of one form, parsed once each. An expression that cannot be parsed never holds. */
export type Engine = {
  readonly holds: (expression: string, scope: Scope) => boolean;
  /** A scalar result, or undefined. */
  readonly value: (expression: string, scope: Scope) => Json | undefined;
};

export function createEngine(): Engine {
  const conditions = new Map<string, ConditionRunner | undefined>();
  const values = new Map<string, ExpressionRunner | undefined>();
  return {
    holds(expression, scope) {
      if (expression === "false") return false;
      if (!conditions.has(expression))
        conditions.set(expression, parses(expression) ? new ConditionRunner(expression) : undefined);
      return conditions.get(expression)?.runValues(scope) === true;
    },
    value(expression, scope) {
      if (!values.has(expression))
        values.set(expression, parses(expression) ? new ExpressionRunner(expression) : undefined);
      const result: unknown = values.get(expression)?.runValues(scope);
      if (typeof result === "string") return result.slice(0, 500);
      if (result instanceof Date) return Number.isNaN(result.valueOf()) ? undefined : result.toISOString().slice(0, 10);
      return typeof result === "boolean" || (typeof result === "number" && Number.isFinite(result))
        ? result
        : undefined;
    },
  };
}

/** The expression as the engine reads it; undefined when it cannot. */
export function parseExpression(expression: string): Operand | undefined {
  return new ConditionsParser().parseExpression(expression) ?? undefined;
}

/** Functions that need a drawn survey; the server could not follow them. */
const NEEDS_SURVEY = new Set(["isContainerReady", "isDisplayMode", "displayValue", "propertyValue", "getComment"]);

/** The first function of an expression that there is not, or that only a drawn survey has. */
export function unknownFunctionOf(parsed: Operand): string | undefined {
  const operands: Operand[] = [];
  parsed.addOperandsToList(operands);
  return operands
    .flatMap((operand) =>
      operand.getType() === "function" ? [(operand as Operand & { functionName: string }).functionName] : [],
    )
    .find((name) => !FunctionFactory.Instance.hasFunction(name) || NEEDS_SURVEY.has(name));
}

function parses(expression: string): boolean {
  return parseExpression(expression) !== undefined;
}

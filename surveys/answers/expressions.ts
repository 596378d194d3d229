import { ConditionRunner, ConditionsParser, ExpressionRunner } from "survey-core";
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

function parses(expression: string): boolean {
  return new ConditionsParser().parseExpression(expression) !== undefined;
}

import { ConditionRunner, ExpressionRunner } from "survey-core";
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
  const conditions = new Map<string, ConditionRunner>();
  const values = new Map<string, ExpressionRunner>();
  return {
    holds(expression, scope) {
      if (expression === "false") return false;
      const runner = conditions.get(expression) ?? new ConditionRunner(expression);
      conditions.set(expression, runner);
      return runner.canRun() && runner.runValues(scope);
    },
    value(expression, scope) {
      const runner = values.get(expression) ?? new ExpressionRunner(expression);
      values.set(expression, runner);
      const result: unknown = runner.canRun() ? runner.runValues(scope) : undefined;
      if (typeof result === "string") return result.slice(0, 500);
      if (result instanceof Date) return Number.isNaN(result.valueOf()) ? undefined : result.toISOString().slice(0, 10);
      return typeof result === "boolean" || (typeof result === "number" && Number.isFinite(result))
        ? result
        : undefined;
    },
  };
}

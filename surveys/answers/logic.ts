import { createEngine, type Engine, type Scope } from "#surveys/answers/expressions.ts";
import type { Values } from "#surveys/answers/read.ts";
import type { Field, Fields } from "#surveys/fields/field.ts";
import type { Json } from "#surveys/form.ts";

/** Answers after logic: without hidden and disabled items, with the server's own values. */
export type Settled = {
  readonly values: Values;
  /** Dotted ids of items that are not shown; items of entries are not listed. */
  readonly hidden: ReadonlySet<string>;
  /** False once the logic has needed more work than one submission may cost; asked after everything is judged. */
  readonly isBounded: () => boolean;
  readonly holds: (expression: string, scope: Scope) => boolean;
  /** What expressions read at the top level. */
  readonly scope: Scope;
};

export type Logic = { readonly settle: (answers: Values) => Settled };

/** A named value of the form that is computed from answers. */
export type CalculatedValue = { readonly name: string; readonly expression: string };

/** Rounds until visibility must have come to rest, and evaluations that one submission may cost. */
const MAX_ROUNDS = 12;
const MAX_EVALUATIONS = 10_000;

/**
 * Decides what is shown: each round judges all answers by those that were shown in the round before, until nothing
 * changes (a form whose logic never rests gives its last round).
 */
export function createLogic(fields: Fields, calculated: readonly CalculatedValue[]): Logic {
  const engine = createEngine();
  return {
    settle(answers) {
      const budget = { left: MAX_EVALUATIONS };
      const bounded = limited(engine, budget);
      let values = answers;
      let hidden = new Set<string>();
      let before = "";
      for (let round = 0; round < MAX_ROUNDS && budget.left > 0; round++) {
        const scope = withCalculated(values, calculated, bounded);
        hidden = new Set();
        values = keepShown(fields, answers, scope, scope, bounded, hidden);
        const now = JSON.stringify(values) + [...hidden].join();
        if (now === before) break;
        before = now;
      }
      const scope = withCalculated(values, calculated, bounded);
      return { values, hidden, isBounded: () => budget.left > 0, holds: bounded.holds, scope };
    },
  };
}

function limited(engine: Engine, budget: { left: number }): Engine {
  return {
    holds: (expression, scope) => budget.left-- > 0 && engine.holds(expression, scope),
    value: (expression, scope) => (budget.left-- > 0 ? engine.value(expression, scope) : undefined),
  };
}

function withCalculated(values: Values, calculated: readonly CalculatedValue[], engine: Engine): Scope {
  if (calculated.length === 0) return values;
  const scope: Record<string, unknown> = { ...values };
  for (const { name, expression } of calculated) scope[name] = engine.value(expression, scope);
  return scope;
}

/** The values of the fields that are shown and enabled; `outer` is the scope of the whole form. */
function keepShown(
  fields: Fields,
  given: Values,
  scope: Scope,
  outer: Scope,
  engine: Engine,
  hidden: Set<string>,
): Values {
  const kept: Values = {};
  for (const field of fields.values()) {
    const here = field.variables === undefined ? scope : { ...scope, ...field.variables };
    if (!isShown(field, here, engine)) {
      hidden.add(field.id);
      continue;
    }
    const value = shownValue(field, given[field.key], here, outer, engine, hidden);
    if (value !== undefined) kept[field.key] = value;
  }
  return kept;
}

function isShown(field: Field, scope: Scope, engine: Engine): boolean {
  return field.shownWhen.some((all) => all.every((expression) => engine.holds(expression, scope)));
}

function shownValue(
  field: Field,
  given: Json | undefined,
  scope: Scope,
  outer: Scope,
  engine: Engine,
  hidden: Set<string>,
): Json | undefined {
  if (field.computed !== undefined) return engine.value(field.computed, scope);
  if (field.readOnly || !field.enabledWhen.every((expression) => engine.holds(expression, scope))) return field.default;
  const { shape } = field;
  if (shape.kind === "record") {
    const row: Values = typeof given === "object" && given !== null && !Array.isArray(given) ? given : {};
    const inner = keepShown(shape.fields, row, { ...scope, row }, outer, engine, hidden);
    return given === undefined || Object.keys(inner).length === 0 ? undefined : inner;
  }
  if (shape.kind !== "list" || !Array.isArray(given)) return given;
  return given.map((entry, index) => {
    const own = entry as Values;
    return keepShown(shape.fields, own, entryScope(outer, own, index), outer, engine, new Set());
  });
}

/** What expressions see inside one entry of a repeated panel or table. */
export function entryScope(outer: Scope, entry: Values, index: number): Scope {
  return { ...outer, panel: entry, row: entry, panelIndex: index, rowIndex: index + 1 };
}

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

/** Rounds until visibility must have come to rest. */
const MAX_ROUNDS = 100;
/** Evaluations that one submission may cost; long expressions count several times. */
const MAX_EVALUATIONS = 10_000;
const EXPRESSION_UNIT = 40;

/**
 * Decides what is shown, in the form's order: each item is judged by what is shown before it and, for what comes after,
 * by the round before, until nothing changes (a form whose logic never rests gives its last round).
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
        values = keepShown(fields, answers, scope, { outer: scope, engine: bounded, hidden });
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
  const afford = (expression: string) => (budget.left -= 1 + Math.floor(expression.length / EXPRESSION_UNIT)) > 0;
  return {
    holds: (expression, scope) => afford(expression) && engine.holds(expression, scope),
    value: (expression, scope) => (afford(expression) ? engine.value(expression, scope) : undefined),
  };
}

/** A scope of its own, so that items can leave it while they are judged. */
function withCalculated(values: Values, calculated: readonly CalculatedValue[], engine: Engine): LiveScope {
  const scope: LiveScope = { ...values };
  for (const { name, expression } of calculated) scope[name] = engine.value(expression, scope);
  return scope;
}

type LiveScope = Record<string, unknown>;

/** One round: the scope of the whole form as it stands, the engine, and the ids found hidden. */
type Round = { readonly outer: LiveScope; readonly engine: Engine; readonly hidden: Set<string> };

/** The values of the fields that are shown and enabled. */
function keepShown(fields: Fields, given: Values, scope: Scope, round: Round): Values {
  const kept: Values = {};
  for (const field of fields.values()) {
    const here = field.variables === undefined ? scope : { ...scope, ...field.variables };
    const shown = isShown(field, here, round.engine);
    if (!shown) round.hidden.add(field.id);
    const value = shown ? shownValue(field, given[field.key], here, round) : undefined;
    if (value !== undefined) kept[field.key] = value;
    if (scope === round.outer) round.outer[field.key] = value;
  }
  return kept;
}

function isShown(field: Field, scope: Scope, engine: Engine): boolean {
  return field.shownWhen.some((all) => all.every((expression) => engine.holds(expression, scope)));
}

function shownValue(field: Field, given: Json | undefined, scope: Scope, round: Round): Json | undefined {
  const { engine } = round;
  if (field.computed !== undefined) return engine.value(field.computed, scope);
  if (field.readOnly || !field.enabledWhen.every((expression) => engine.holds(expression, scope))) return field.default;
  const { shape } = field;
  if (shape.kind === "record") {
    const row: Values = typeof given === "object" && given !== null && !Array.isArray(given) ? given : {};
    const inner = keepShown(shape.fields, row, { ...scope, row }, round);
    return given === undefined || Object.keys(inner).length === 0 ? undefined : inner;
  }
  if (shape.kind !== "list" || !Array.isArray(given)) return given;
  return given.map((entry, index) => {
    const own = entry as Values;
    return keepShown(shape.fields, own, entryScope(round.outer, own, index), { ...round, hidden: new Set() });
  });
}

/** What expressions see inside one entry of a repeated panel or table. */
export function entryScope(outer: Scope, entry: Values, index: number): Scope {
  return { ...outer, panel: entry, row: entry, panelIndex: index, rowIndex: index + 1 };
}

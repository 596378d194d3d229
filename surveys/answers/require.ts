import type { Scope } from "#surveys/answers/expressions.ts";
import { entryScope, type Settled } from "#surveys/answers/logic.ts";
import { problem } from "#surveys/answers/messages.ts";
import type { Values } from "#surveys/answers/read.ts";
import type { RequiredGroup } from "#surveys/fields/definition.ts";
import type { Field } from "#surveys/fields/field.ts";
import type { AnswerProblem, LocalText } from "#surveys/form.ts";

/** True when a field, or something inside it, can be missing or fail a condition. */
export function asksSomething(field: Field): boolean {
  if (field.required || field.requiredIf !== undefined || field.mustHold.length > 0) return true;
  const { shape } = field;
  if (shape.kind === "list") return shape.min > 0 || [...shape.fields.values()].some(asksSomething);
  return shape.kind === "record" && [...shape.fields.values()].some(asksSomething);
}

type Judging = { readonly language: string; readonly problems: AnswerProblem[]; readonly settled?: Settled };

/**
 * Reports what is required and missing, and conditions that do not hold. A required item with a default takes it,
 * since the page shows it as already answered. Without `settled` the form has no logic and everything is shown.
 */
export function requireAnswers(
  fields: Iterable<Field>,
  values: Values,
  judging: Judging,
  scope: Scope = judging.settled?.scope ?? {},
): void {
  const { settled } = judging;
  for (const field of fields) {
    const here = field.variables === undefined ? scope : { ...scope, ...field.variables };
    if (field.readOnly || (settled !== undefined && !isAsked(field, here, settled))) continue;
    const value = values[field.key];
    if (value === undefined && isRequired(field, here, settled)) {
      if (field.default === undefined) judging.problems.push(problem(field, "required", judging.language));
      else values[field.key] = field.default;
    }
    if (judging.problems.length > 50) return;
    requireInside(field, values, judging, here);
    if (settled === undefined || values[field.key] === undefined) continue;
    for (const { expression, text } of field.mustHold) {
      if (!settled.holds(expression, here)) {
        judging.problems.push(problem(field, "pattern", judging.language, text === undefined ? {} : { message: text }));
      }
    }
  }
}

function isAsked(field: Field, scope: Scope, settled: Settled): boolean {
  return (
    field.shownWhen.some((all) => all.every((expression) => settled.holds(expression, scope))) &&
    field.enabledWhen.every((expression) => settled.holds(expression, scope))
  );
}

function isRequired({ required, requiredIf }: Field, scope: Scope, settled: Settled | undefined): boolean {
  return required || (requiredIf !== undefined && settled !== undefined && settled.holds(requiredIf, scope));
}

/** Rows that were not answered, and the entries a list starts with, still hold their required questions. */
function requireInside(field: Field, values: Values, judging: Judging, scope: Scope): void {
  const { shape } = field;
  const value = values[field.key] ?? field.default;
  if (shape.kind === "record") {
    const row: Values = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
    requireAnswers(shape.fields.values(), row, judging, { ...scope, row });
    return;
  }
  if (shape.kind !== "list") return;
  const given = Array.isArray(value) ? (value as Values[]) : [];
  const count = Math.max(given.length, shape.min, Array.isArray(value) ? 0 : shape.initial);
  for (let index = 0; index < count && judging.problems.length <= 50; index++) {
    const entry = given[index] ?? {};
    requireAnswers(shape.fields.values(), entry, judging, entryScope(scope, entry, index));
  }
}

/** Reports panels and pages that ask for at least one answer and got none. */
export function requireGroups(groups: readonly RequiredGroup[], values: Values, judging: Judging): void {
  const { settled } = judging;
  for (const { title, names, required, requiredIf, visibleIf } of groups) {
    const asked = required || (requiredIf !== undefined && settled?.holds(requiredIf, settled.scope) === true);
    const shown = settled === undefined || visibleIf.every((expression) => settled.holds(expression, settled.scope));
    if (!asked || !shown || names.some((name) => values[name] !== undefined)) continue;
    const item: { id: string; title: LocalText } = { id: names[0] ?? "", title };
    judging.problems.push(problem(item, "required", judging.language));
  }
}

import type { Operand } from "survey-core";
import { findUnknownName, type PolicyProblem } from "#policies/policy-problem.ts";
import type { Policy } from "#policies/schema.ts";
import { createEvaluator } from "#surveys/answers/condition.ts";
import { parseExpression } from "#surveys/answers/expressions.ts";
import type { BuiltinForm } from "#surveys/builtin-forms.ts";
import { compileForm } from "#surveys/compile.ts";
import type { CompiledForm } from "#surveys/form.ts";

type Path = PolicyProblem["path"];
type Use = BuiltinForm["use"];

/**
 * Where a policy and the forms that it names do not fit: a form that does not exist or is for something else, a condition
 * that cannot be read over its application, a value that the application does not offer.
 */
export function findFormFaults(policy: Policy, forms: readonly BuiltinForm[]): PolicyProblem[] {
  return [
    ...namedForms(policy).flatMap((named) => findUnknownForm(named, forms)),
    ...findConditionFaults(policy, forms),
  ];
}

type NamedForm = { readonly id: string; readonly use: Use; readonly path: Path };

function namedForms({ services, journeys, partnership }: Policy): NamedForm[] {
  return [
    ...services.map(({ invitation }, index): NamedForm => {
      return { id: invitation.form, use: "evaluation", path: ["services", index, "invitation", "form"] };
    }),
    ...services.flatMap(({ request }, index): NamedForm[] => {
      if (request === undefined) return [];
      return [{ id: request.form, use: "application", path: ["services", index, "request", "form"] }];
    }),
    ...journeys.flatMap(({ endings }, journey) =>
      endings.flatMap(({ evaluation }, ending): NamedForm[] => {
        if (evaluation === undefined) return [];
        return [{ id: evaluation, use: "evaluation", path: ["journeys", journey, "endings", ending, "evaluation"] }];
      }),
    ),
    ...(partnership === undefined
      ? []
      : [
          { id: partnership.form, use: "application" as const, path: ["partnership", "form"] },
          { id: partnership.evaluation, use: "evaluation" as const, path: ["partnership", "evaluation"] },
          { id: partnership.ownEvaluation, use: "own" as const, path: ["partnership", "ownEvaluation"] },
        ]),
  ];
}

function findUnknownForm({ id, use, path }: NamedForm, forms: readonly BuiltinForm[]): PolicyProblem[] {
  const known = forms.filter((form) => form.use === use).map((form) => form.id);
  return findUnknownName(id, { what: `${use} form`, known, path });
}

function findConditionFaults({ services }: Policy, forms: readonly BuiltinForm[]): PolicyProblem[] {
  return services.flatMap(({ request }, index) => {
    const form = forms.find(({ id }) => id === request?.form);
    if (request === undefined || form === undefined) return [];
    const compiled = compileForm(form.definition);
    const path = ["services", index, "request"];
    const expressions = [
      ...request.conditions.map(({ expression }, at) => ({
        expression,
        path: [...path, "conditions", at, "expression"],
      })),
      ...request.documents.flatMap(({ when }, at) =>
        when === undefined ? [] : [{ expression: when, path: [...path, "documents", at, "when"] }],
      ),
    ];
    return expressions.flatMap((each) => findExpressionFaults(each, compiled, form.id));
  });
}

function findExpressionFaults(
  { expression, path }: { expression: string; path: Path },
  form: CompiledForm,
  formId: string,
): PolicyProblem[] {
  const read = createEvaluator(form, {})(expression);
  if (!read.ok && read.problem !== "unanswered") {
    const field = read.field === null ? "" : ` "${read.field}"`;
    const why = {
      unparsable: "cannot be read",
      unknownFunction: "calls a function that there is not",
      unknownField: `asks for${field}, which the form ${formId} does not ask`,
    }[read.problem];
    return [{ path, message: `"${expression}" ${why}` }];
  }
  return comparisonsOf(expression).flatMap(({ field, value }) => {
    const choices = form.items.find(({ id }) => id === field)?.choices;
    if (choices === undefined || choices.some((choice) => choice.value === value)) return [];
    const offered = choices.map((choice) => String(choice.value)).join(", ");
    return [{ path, message: `"${field}" is never "${String(value)}" in the form ${formId}; it offers ${offered}` }];
  });
}

type Comparison = { readonly field: string; readonly value: unknown };
type AnyOperand = Operand & {
  readonly leftOperand?: AnyOperand;
  readonly rightOperand?: AnyOperand;
  readonly variable?: string;
  readonly correctValue?: unknown;
  readonly values?: readonly AnyOperand[];
};

/** What an expression compares each field with, where it is a value or a list of values. */
function comparisonsOf(expression: string): Comparison[] {
  const parsed = parseExpression(expression);
  if (parsed === undefined) return [];
  const operands: Operand[] = [];
  parsed.addOperandsToList(operands);
  return (operands as AnyOperand[]).flatMap(({ leftOperand, rightOperand }) => {
    if (leftOperand?.getType() !== "variable" || rightOperand === undefined) return [];
    const field = leftOperand.variable ?? "";
    const right = rightOperand.values ?? [rightOperand];
    return right.flatMap((value) => (value.getType() === "const" ? [{ field, value: value.correctValue }] : []));
  });
}

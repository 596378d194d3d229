import { commentsOf, factsOf } from "#surveys/answers/facts.ts";
import { createLogic } from "#surveys/answers/logic.ts";
import { toMeasures } from "#surveys/answers/measure.ts";
import { problem } from "#surveys/answers/messages.ts";
import { readValues, type Report } from "#surveys/answers/read.ts";
import { asksSomething, requireAnswers, requireGroups } from "#surveys/answers/require.ts";
import { BANK, type Bank } from "#surveys/bank/bank.ts";
import { buildFields } from "#surveys/fields/build.ts";
import type { Reading } from "#surveys/fields/choices.ts";
import { asDef, type Def, listOf, outline, type Outline, textOf } from "#surveys/fields/definition.ts";
import type { Field, Fields } from "#surveys/fields/field.ts";
import type { CheckedAnswers, CompiledForm, Json, LocalText } from "#surveys/form.ts";
import { readText } from "#surveys/text.ts";

const NONE: ReadonlySet<string> = new Set();

/**
 * Makes one SurveyJS definition ready: codebook, strict validator, facts. The definition is only read.
 * Expects a form that the linter accepted; throws when it is no object or uses reserved names.
 */
export function compileForm(definition: Json, bank: Bank = BANK): CompiledForm {
  const form = asDef(definition);
  if (form === undefined) throw new Error("a form is a JSON object");
  const locale = textOf(form["locale"]);
  const plan = outline(form);
  const reading: Reading = {
    locale,
    form,
    find: (name) => plan.questions.find((question) => question.name === name)?.def,
    build: (questions, prefix) => buildFields(questions, prefix, reading),
  };
  const fields = buildFields(plan.questions, "", reading);
  const measures = toMeasures(fields.values(), bank);
  const calculated = calculatedValues(form);
  const hasLogic = calculated.length > 0 || plan.groups.some(needsEngine) || [...fields.values()].some(usesLogic);
  const logic = hasLogic ? createLogic(fields, calculated) : undefined;
  const check = checker(fields, plan, ignoredKeys(plan, form), logic);
  const title = readText(form["title"], locale) ?? {};
  return {
    title,
    languages: languagesOf(title, plan, locale),
    items: measures.map(({ item }) => item),
    hasLogic,
    check,
    toFacts: (answers) => factsOf(measures, answers, logic?.settle({ ...answers }).hidden ?? NONE),
    toComments: (answers) => commentsOf(measures, answers),
  };
}

function checker(
  fields: Fields,
  plan: Outline,
  ignored: ReadonlySet<string>,
  logic: ReturnType<typeof createLogic> | undefined,
) {
  const asking = [...fields.values()].filter(asksSomething);
  const fixed = [...fields.values()].filter((field) => field.readOnly && field.default !== undefined);
  return (answers: unknown, language: string): CheckedAnswers => {
    const report: Report = { language, problems: [] };
    if (typeof answers !== "object" || answers === null || Array.isArray(answers)) {
      return { ok: false, problems: [problem({ id: "", title: {} }, "wrongType", language)] };
    }
    const read = readValues(fields, answers, report, "", ignored);
    if (report.problems.length > 0) return { ok: false, problems: report.problems };
    if (logic === undefined) {
      for (const field of fixed) read[field.key] = field.default as Json;
      requireAnswers(asking, read, report);
      requireGroups(plan.groups, read, report);
      return report.problems.length > 0 ? { ok: false, problems: report.problems } : { ok: true, answers: read };
    }
    const settled = logic.settle(read);
    const { values } = settled;
    requireAnswers(asking, values, { ...report, settled });
    requireGroups(plan.groups, values, { ...report, settled });
    if (!settled.isBounded())
      report.problems.push(problem({ id: "", title: {} }, "tooMany", language, { limit: "10000" }));
    return report.problems.length > 0 ? { ok: false, problems: report.problems } : { ok: true, answers: values };
  };
}

function usesLogic(field: Field): boolean {
  if (
    field.requiredIf !== undefined ||
    field.computed !== undefined ||
    field.enabledWhen.length > 0 ||
    field.mustHold.length > 0
  )
    return true;
  if (field.shownWhen.some((all) => all.length > 0)) return true;
  const { shape } = field;
  return (shape.kind === "record" || shape.kind === "list") && [...shape.fields.values()].some(usesLogic);
}

function needsEngine({ requiredIf, visibleIf }: Outline["groups"][number]): boolean {
  return requiredIf !== undefined || visibleIf.length > 0;
}

function calculatedValues(form: Def) {
  return listOf(form["calculatedValues"]).flatMap((value) => {
    const own = asDef(value);
    const [name, expression] = [textOf(own?.["name"]), textOf(own?.["expression"])];
    return name === undefined || expression === undefined ? [] : [{ name, expression }];
  });
}

/** Keys that SurveyJS itself puts into the data: computed values and totals of tables. */
function ignoredKeys(plan: Outline, form: Def): ReadonlySet<string> {
  return new Set([
    ...calculatedValues(form).map(({ name }) => name),
    ...plan.questions.flatMap(({ def, name }) =>
      def["columns"] === undefined ? [] : [`${textOf(def["valueName"]) ?? name}-total`],
    ),
  ]);
}

/** Languages of the titles, the form's own first; a form that names none is taken by the script of its title. */
function languagesOf(title: LocalText, { questions }: Outline, locale: string | undefined): string[] {
  const titles = [title, ...questions.map(({ def }) => readText(def["title"], locale) ?? {})];
  const found = new Set(titles.flatMap((text) => Object.keys(text)));
  found.delete("default");
  const own = locale ?? (titles.some((text) => /\p{Script=Arabic}/u.test(text["default"] ?? "")) ? "ar" : "en");
  return [own, ...[...found].filter((language) => language !== own)];
}

import type { LocalText } from "#surveys/form.ts";
import { readText } from "#surveys/text.ts";

/** An object of a SurveyJS definition; nothing in it is trusted to have the right type. */
export type Def = { readonly [key: string]: unknown };

export function asDef(value: unknown): Def | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Def) : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  return typeof value === "string" && /^-?\d{1,15}(\.\d{1,10})?$/.test(value) ? Number(value) : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** A question with what it takes from the pages and panels around it. */
export type Question = {
  readonly def: Def;
  readonly type: string;
  readonly name: string;
  readonly visibleIf: readonly string[];
  readonly enableIf: readonly string[];
  readonly readOnly: boolean;
};

/** A panel or page that asks for at least one answer among its questions. */
export type RequiredGroup = {
  readonly title: LocalText;
  readonly names: readonly string[];
  readonly required: boolean;
  readonly requiredIf?: string;
  readonly visibleIf: readonly string[];
};

export type Outline = { readonly questions: readonly Question[]; readonly groups: readonly RequiredGroup[] };

type Around = Pick<Question, "visibleIf" | "enableIf" | "readOnly">;

/** Deepest nesting of panels that is read; the linter refuses deeper forms. */
const MAX_DEPTH = 30;

/** All questions of a form in reading order, panels and pages unfolded; questions that are never visible stay hidden. */
export function outline(form: Def): Outline {
  const pages =
    listOf(form["pages"]).length > 0 ? form["pages"] : [{ elements: form["elements"] ?? form["questions"] }];
  const around = { visibleIf: [], enableIf: [], readOnly: form["readOnly"] === true || form["mode"] === "display" };
  return unfold(listOf(pages), around, textOf(form["locale"]));
}

/** The questions of a list of elements (a page's, a panel's, a dynamic panel's template). */
export function unfold(elements: readonly unknown[], around: Around, locale: string | undefined, depth = 0): Outline {
  const questions: Question[] = [];
  const groups: RequiredGroup[] = [];
  for (const element of elements) {
    const def = asDef(element);
    if (def === undefined) continue;
    const here = withOwn(def, around);
    const inner = listOf(def["elements"] ?? def["questions"]);
    const type = textOf(def["type"]) ?? (def["elements"] === undefined ? "text" : "panel");
    if (type === "panel" || type === "flowpanel" || (def["type"] === undefined && depth === 0 && inner.length > 0)) {
      if (depth >= MAX_DEPTH) continue;
      const within = unfold(inner, here, locale, depth + 1);
      questions.push(...within.questions);
      groups.push(...within.groups, ...requiredGroup(def, within, here, locale));
      continue;
    }
    const name = textOf(def["name"]);
    if (name === undefined) continue;
    questions.push({ def, type, name, ...here });
    if (depth < MAX_DEPTH) questions.push(...insideChoices(def, type, name, here, locale, depth));
  }
  return { questions, groups };
}

/** Questions inside a choice; they are asked when it is chosen. */
function insideChoices(
  def: Def,
  type: string,
  name: string,
  around: Around,
  locale: string | undefined,
  depth: number,
): Question[] {
  const comparison = type === "checkbox" || type === "tagbox" ? "contains" : "=";
  return listOf(def["choices"]).flatMap((choice) => {
    const own = asDef(choice);
    const inner = listOf(own?.["elements"]);
    const value = own?.["value"];
    if (inner.length === 0 || (typeof value !== "string" && typeof value !== "number")) return [];
    const literal = typeof value === "number" ? String(value) : `'${value.replaceAll("'", "\\'")}'`;
    const chosen = `{${textOf(def["valueName"]) ?? name}} ${comparison} ${literal}`;
    return unfold(inner, { ...around, visibleIf: [...around.visibleIf, chosen] }, locale, depth + 1).questions;
  });
}

function withOwn(def: Def, around: Around): Around {
  const visibleIf = textOf(def["visibleIf"]);
  const enableIf = textOf(def["enableIf"]);
  return {
    visibleIf: [
      ...around.visibleIf,
      ...(visibleIf === undefined ? (def["visible"] === false ? ["false"] : []) : [visibleIf]),
    ],
    enableIf: [...around.enableIf, ...(enableIf === undefined ? [] : [enableIf])],
    readOnly: around.readOnly || def["readOnly"] === true,
  };
}

function requiredGroup(def: Def, { questions }: Outline, around: Around, locale: string | undefined): RequiredGroup[] {
  const required = def["isRequired"] === true;
  const requiredIf = textOf(def["requiredIf"]);
  if (!required && requiredIf === undefined) return [];
  return [
    {
      title: readText(def["title"], locale) ?? readText(def["name"], locale) ?? {},
      names: questions.map(({ def, name }) => textOf(def["valueName"]) ?? name),
      required,
      ...(requiredIf === undefined ? {} : { requiredIf }),
      visibleIf: around.visibleIf,
    },
  ];
}

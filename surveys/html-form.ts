import type { AnswerProblem, CompiledForm, Item, Json, LocalText } from "#surveys/form.ts";
import { textIn } from "#surveys/text.ts";

type Values = Readonly<Record<string, Json>>;

/** Question types that plain fields cannot ask; SurveyJS alone draws them. */
const NOT_PLAIN = new Set(["paneldynamic", "matrixdynamic", "file", "signaturepad", "imagemap", "ranking"]);

/**
 * The questions of a form without logic as plain accessible HTML, everything escaped: no script is needed to answer.
 * `values` are shown as already answered, `problems` beside their items. Items that plain fields cannot ask are left out.
 */
export function renderFormFields(page: {
  readonly form: CompiledForm;
  readonly language: string;
  readonly values?: Values;
  readonly problems?: readonly AnswerProblem[];
}): string {
  const { form, language, values = {}, problems = [] } = page;
  return form.items
    .filter(isPlain)
    .map((item, index) => {
      const problem = problems.find(({ item: id }) => id === item.id);
      return field({ item, language, value: valueAt(values, item), problem, elementId: `q${index + 1}` });
    })
    .join("\n");
}

/** Where on the page each item is asked: the element that a list of problems can lead to. */
export function fieldIds(form: Pick<CompiledForm, "items">): ReadonlyMap<string, string> {
  return new Map(form.items.filter(isPlain).map(({ id }, index) => [id, `q${index + 1}`]));
}

function isPlain(item: Item): boolean {
  const isRange = item.questionType === "slider" && item.inputType !== "number" && item.choices === undefined;
  return item.readOnly !== true && !NOT_PLAIN.has(item.questionType) && !isRange;
}

type Asked = {
  readonly item: Item;
  readonly language: string;
  readonly value: Json | undefined;
  readonly problem: AnswerProblem | undefined;
  readonly elementId: string;
};

function field(asked: Asked): string {
  const { item, language, problem, elementId } = asked;
  const heading = [item.group, item.title]
    .flatMap((text) => (text === undefined ? [] : [words(text, language)]))
    .join(" – ");
  const mark = item.required ? ` <span class="required">${language === "ar" ? "(مطلوب)" : "(required)"}</span>` : "";
  const error =
    problem === undefined ? "" : `<p class="error" id="${elementId}-error">${escapeHtml(problem.message)}</p>`;
  const described = problem === undefined ? "" : ` aria-describedby="${elementId}-error"`;
  const invalid = problem === undefined ? "" : ` aria-invalid="true"`;
  const choices = item.choices ?? [];
  if (choices.length > 0 && item.questionType !== "dropdown") {
    const options = choices.map((choice, index) => option(asked, choice, `${elementId}-${index + 1}`)).join("");
    return `<fieldset class="question" id="${elementId}"${described}><legend>${heading}${mark}</legend>${error}${options}</fieldset>`;
  }
  const label = `<label for="${elementId}">${heading}${mark}</label>${error}`;
  const attributes = `id="${elementId}" name="${escapeHtml(item.id)}"${described}${invalid}`;
  return `<div class="question">${label}${choices.length > 0 ? select(asked, attributes) : textInput(asked, attributes)}</div>`;
}

type Choice = NonNullable<Item["choices"]>[number];

function option({ item, language, value }: Asked, choice: Choice, id: string): string {
  const type = item.many === true ? "checkbox" : "radio";
  const name = escapeHtml(item.id);
  const checked = isChosen(value, choice) ? " checked" : "";
  const required = item.required && item.many !== true ? " required" : "";
  const input = `<input type="${type}" id="${id}" name="${name}" value="${escapeHtml(String(choice.value))}"${checked}${required}>`;
  return `<label class="choice" for="${id}">${input}<span>${words(choice.text, language)}</span></label>`;
}

function select({ item, language, value }: Asked, attributes: string): string {
  const options = (item.choices ?? []).map((choice) => {
    const selected = isChosen(value, choice) ? " selected" : "";
    return `<option value="${escapeHtml(String(choice.value))}"${selected}>${words(choice.text, language)}</option>`;
  });
  return `<select ${attributes}${item.required ? " required" : ""}><option value=""></option>${options.join("")}</select>`;
}

function textInput({ item, value }: Asked, attributes: string): string {
  const shown = typeof value === "string" || typeof value === "number" ? escapeHtml(String(value)) : "";
  const required = item.required ? " required" : "";
  const limit = item.maxLength === undefined ? "" : ` maxlength="${item.maxLength}"`;
  if (item.questionType === "comment")
    return `<textarea ${attributes}${limit}${required} rows="4" dir="auto">\n${shown}</textarea>`;
  const bounds = (["min", "max", "step"] as const)
    .map((name) => (item[name] === undefined ? "" : ` ${name}="${escapeHtml(String(item[name]))}"`))
    .join("");
  return `<input type="${escapeHtml(inputType(item))}" ${attributes}${limit}${bounds}${required} value="${shown}" dir="auto">`;
}

const INPUT_TYPES = new Set([
  "number",
  "date",
  "datetime-local",
  "time",
  "month",
  "week",
  "email",
  "tel",
  "url",
  "color",
]);

function inputType({ inputType = "text" }: Item): string {
  return INPUT_TYPES.has(inputType) ? inputType : "text";
}

function isChosen(value: Json | undefined, choice: Choice): boolean {
  return value === choice.value || (Array.isArray(value) && value.includes(choice.value));
}

function valueAt(values: Values, item: Item): Json | undefined {
  let value: Json | undefined = values;
  for (const key of item.path ?? [item.id]) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
      return undefined;
    value = value[key];
  }
  return value;
}

function words(text: LocalText, language: string): string {
  return escapeHtml(textIn(text, language));
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that means itself in HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** What must be known of an item to read its control. */
export type Control = Pick<Item, "id" | "path" | "many" | "choices" | "inputType">;

/** Most fields of one posted form that are looked at. */
const MAX_ENTRIES = 2000;

/**
 * Turns the fields of the plain form into the answers that SurveyJS would send: named by item id, numbers as numbers,
 * several choices as an array, rows inside their table, nothing for empty fields. Values that fit no choice and names
 * of no item are passed on as they came, so that `check` refuses them.
 */
export function answersFromFormData(
  form: { readonly items: readonly Control[] },
  entries: Iterable<readonly [string, string]>,
): Record<string, Json> {
  const items = new Map(form.items.map((item) => [item.id, item]));
  const answers = emptyAnswers();
  let seen = 0;
  for (const [name, given] of entries) {
    if (++seen > MAX_ENTRIES) break;
    const item = items.get(name);
    if (item === undefined) {
      answers[name] = given;
      continue;
    }
    const value = toValue(item, given);
    if (value === undefined) continue;
    const [owner, key] = owning(answers, name, item);
    const earlier = owner[key];
    if (item.many === true) owner[key] = Array.isArray(earlier) ? [...earlier, value] : [value];
    else owner[key] = earlier === undefined ? value : [earlier, value].flat();
  }
  return answers;
}

/** Without a prototype, so that a field named `__proto__` is a key like any other. */
function emptyAnswers(): Record<string, Json> {
  return Object.create(null) as Record<string, Json>;
}

function toValue(item: Control, given: string): Json | undefined {
  const choice = item.choices?.find(({ value }) => String(value) === given);
  if (choice !== undefined) return choice.value;
  // Browsers send line ends as CR LF.
  const text = given.replaceAll("\r\n", "\n");
  if (text.trim() === "") return undefined;
  return item.inputType === "number" && /^-?\d{1,15}(\.\d{1,10})?$/.test(text.trim()) ? Number(text) : text;
}

/** The object that holds the item: the answers themselves, or the table that the item is a row of. */
function owning(answers: Record<string, Json>, name: string, item: Control): [Record<string, Json>, string] {
  const path = item.path ?? [name];
  let owner = answers;
  for (const key of path.slice(0, -1)) {
    const inner = owner[key];
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) owner = inner;
    else {
      const created = emptyAnswers();
      owner[key] = created;
      owner = created;
    }
  }
  return [owner, path.at(-1) ?? name];
}

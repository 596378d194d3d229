import { escapeHtml } from "#surveys/html-form.ts";

/** Words that somebody wrote, in whichever direction they run, inside a sentence of the page. */
export function saidWords(words: string): string {
  return `\u2068${words}\u2069`;
}

/** A list of texts, each escaped. */
export function renderList(lines: readonly string[], tag: "ul" | "ol" = "ul"): string {
  return `<${tag} class="facts">${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</${tag}>`;
}

/** One problem of what was sent, and the element on the page where it can be put right. */
export type FieldProblem = { readonly at: string; readonly message: string };

/** The summary of problems above a form; it takes the focus, and each line leads to its field. */
export function renderProblems(heading: string, problems: readonly FieldProblem[]): string {
  const lines = problems.map(({ at, message }) => `<li><a href="#${at}">${escapeHtml(message)}</a></li>`).join("");
  return `<div class="notice wrong" id="notice" role="alert" tabindex="-1" autofocus><p><strong>${escapeHtml(heading)}</strong></p>${lines === "" ? "" : `<ul>${lines}</ul>`}</div>\n`;
}

/** A word to the reader at the top of a page, which takes the focus. */
export function renderNotice(text: string, tone: "" | "wait" | "wrong" = ""): string {
  return `<div class="notice ${tone}" id="notice" role="status" tabindex="-1" autofocus><p><strong>${escapeHtml(text)}</strong></p></div>\n`;
}

export type TextField = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value?: string | undefined;
  readonly problem?: string | undefined;
  /** Ready attributes of the control. */
  readonly attributes?: string;
  readonly rows?: number;
};

/** A labelled field with its hint and its problem, all tied to it for those who hear the page. */
export function renderTextField({
  id,
  name,
  label,
  hint,
  value = "",
  problem,
  attributes = "",
  rows,
}: TextField): string {
  const described = [hint === undefined ? "" : `${id}-hint`, problem === undefined ? "" : `${id}-error`].filter(
    Boolean,
  );
  const control = [
    `id="${id}" name="${name}"`,
    described.length > 0 ? `aria-describedby="${described.join(" ")}"` : "",
    problem === undefined ? "" : `aria-invalid="true"`,
    attributes,
  ]
    .filter(Boolean)
    .join(" ");
  return `<div class="question"><label for="${id}">${escapeHtml(label)}</label>${
    hint === undefined ? "" : `<p class="hint" id="${id}-hint">${escapeHtml(hint)}</p>`
  }${problem === undefined ? "" : `<p class="error" id="${id}-error">${escapeHtml(problem)}</p>`}${
    rows === undefined
      ? `<input ${control} value="${escapeHtml(value)}">`
      : `<textarea ${control} rows="${rows}">\n${escapeHtml(value)}</textarea>`
  }</div>`;
}

export type Choices = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  readonly value?: string | undefined;
  readonly problem?: string | undefined;
};

/** One choice of a few, as large targets. */
export function renderChoices({ id, name, label, choices, value, problem }: Choices): string {
  const options = choices.map(
    (choice, index) =>
      `<label class="choice" for="${id}-${index + 1}"><input type="radio" id="${id}-${index + 1}" name="${name}" value="${escapeHtml(choice.value)}"${choice.value === value ? " checked" : ""}><span>${escapeHtml(choice.text)}</span></label>`,
  );
  const error = problem === undefined ? "" : `<p class="error" id="${id}-error">${escapeHtml(problem)}</p>`;
  return `<fieldset class="question" id="${id}" tabindex="-1"${problem === undefined ? "" : ` aria-describedby="${id}-error"`}><legend>${escapeHtml(label)}</legend>${error}${options.join("")}</fieldset>`;
}

/** One thing to agree to. */
export function renderTick({
  id,
  name,
  label,
  isTicked,
  problem,
}: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly isTicked: boolean;
  readonly problem?: string | undefined;
}): string {
  const error = problem === undefined ? "" : `<p class="error" id="${id}-error">${escapeHtml(problem)}</p>`;
  const invalid = problem === undefined ? "" : ` aria-invalid="true" aria-describedby="${id}-error"`;
  return `${error}<label class="choice lone" for="${id}"><input type="checkbox" id="${id}" name="${name}" value="yes"${isTicked ? " checked" : ""}${invalid}><span>${escapeHtml(label)}</span></label>`;
}

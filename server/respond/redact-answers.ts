import type { CompiledForm, Json } from "#surveys/form.ts";
import { redact } from "#surveys/redact.ts";

/**
 * Checked answers with every open text redacted (METHODS 6.4): what identifies a person is gone before anything is stored.
 * Answers of closed questions stay as they are.
 */
export function redactAnswers(
  form: CompiledForm,
  answers: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  const open = form.toComments(answers);
  if (open.length === 0) return answers;
  const texts = new Set(open.map(({ text }) => text));
  return Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, redactTexts(value, texts)]));
}

function redactTexts(value: Json, open: ReadonlySet<string>): Json {
  if (typeof value === "string") return open.has(value) ? redact(value).text : value;
  if (Array.isArray(value)) return value.map((part) => redactTexts(part, open));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, redactTexts(part, open)]));
  }
  return value;
}

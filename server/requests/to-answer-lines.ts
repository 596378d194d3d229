import type { RequestView } from "#server/requests/request-view.ts";
import type { CompiledForm, Item, Json, LocalText } from "#surveys/form.ts";

/** The answers of an application as people read them, in the order of the form; what was not answered is left out. */
export function toAnswerLines(
  form: Pick<CompiledForm, "items">,
  answers: Readonly<Record<string, Json>>,
  language: string,
): RequestView["answers"] {
  return form.items.flatMap((item) => {
    const text = toAnswerText(item, valueAt(answers, item), language);
    return text === "" ? [] : [{ item: item.id, title: toTitle(item, language), text }];
  });
}

/** An answer as it was offered on the form, or as it was written; "" for none. */
export function toAnswerText({ choices }: Pick<Item, "choices">, value: Json | undefined, language: string): string {
  return toText(value, (one) => {
    const choice = choices?.find((offered) => offered.value === one);
    return choice ? toLocal(choice.text, language) : undefined;
  });
}

export function toTitle({ title }: Pick<Item, "title">, language: string): string {
  return toLocal(title, language);
}

/** The answer to one item among those of a whole application. */
export function valueAt(
  answers: Readonly<Record<string, Json>>,
  { id, path }: Pick<Item, "id" | "path">,
): Json | undefined {
  let value: Json | undefined = { ...answers };
  for (const key of path ?? id.split(".")) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function toText(value: Json | undefined, choiceOf: (value: Json) => string | undefined): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map((one) => toText(one, choiceOf)).join("، ");
  const choice = choiceOf(value);
  if (choice !== undefined) return choice;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function toLocal(text: LocalText, language: string): string {
  return text[language] ?? text["default"] ?? text["ar"] ?? text["en"] ?? "";
}

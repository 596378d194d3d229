import type { BilingualText } from "#policies/text.ts";
import type { Item, LocalText } from "#surveys/form.ts";

/** Answers in words: each question with what was chosen or written, in the two languages of the console. */
export function toTexts(
  items: readonly Item[],
  answers: Readonly<Record<string, unknown>>,
): { title: BilingualText; text: BilingualText }[] {
  return items.flatMap((item) => {
    const value = answers[item.id];
    if (value === undefined || value === null || value === "") return [];
    return [{ title: inBoth(item.title), text: textOf(item, value) }];
  });
}

function textOf(item: Item, value: unknown): BilingualText {
  const choice = item.choices?.find((one) => one.value === value);
  if (choice) return inBoth(choice.text);
  const plain = typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
  return { ar: plain, en: plain };
}

function inBoth(text: LocalText): BilingualText {
  const any = text["default"] ?? Object.values(text)[0] ?? "";
  return { ar: text["ar"] ?? any, en: text["en"] ?? any };
}

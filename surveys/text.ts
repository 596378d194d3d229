import type { LocalText } from "#surveys/form.ts";

/** Names that would reach into an object's prototype; refused wherever a form or an answer uses them as a key. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype).concat("prototype"),
);

/** Throws when a form would use a reserved name as a key of its answers. */
export function refuseReserved(name: string): void {
  if (RESERVED_NAMES.has(name)) throw new Error(`a form may not use the reserved name ${name}`);
}

/** The text in `language`, else in the form's own language, else in Arabic, English or whichever there is. */
export function textIn(text: LocalText, language: string): string {
  return text[language] ?? text["default"] ?? text["ar"] ?? text["en"] ?? Object.values(text)[0] ?? "";
}

/**
 * Reads a SurveyJS localisable string; `locale` is the form's own, under which its `default` text is kept.
 * Undefined when there is no text.
 */
export function readText(value: unknown, locale: string | undefined): LocalText | undefined {
  const own = locale === undefined || locale === "" ? "default" : locale;
  if (typeof value === "string") return value.trim() === "" ? undefined : { [own]: value };
  if (typeof value === "number" || typeof value === "boolean") return { [own]: String(value) };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const texts: Record<string, string> = {};
  for (const [language, text] of Object.entries(value)) {
    if (typeof text !== "string" || !/^[a-z]{2,3}(-[A-Za-z]{2,4})?$|^default$/.test(language)) continue;
    const key = language === "default" ? own : language;
    if (key !== language && Object.hasOwn(value, key)) continue;
    texts[key] = text;
  }
  return Object.keys(texts).length === 0 ? undefined : texts;
}

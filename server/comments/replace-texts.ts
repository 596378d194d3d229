import type { Json } from "#surveys/form.ts";

/** Answers with open texts replaced by others, wherever they stand; answers of closed questions stay as they are. */
export function replaceTexts(
  answers: Readonly<Record<string, Json>>,
  replaced: ReadonlyMap<string, string>,
): Record<string, Json> {
  const replace = (value: Json): Json => {
    if (typeof value === "string") return replaced.get(value) ?? value;
    if (Array.isArray(value)) return value.map(replace);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replace(part)]));
  };
  return replace(answers) as Record<string, Json>;
}

import type { CompiledForm, Json } from "#surveys/form.ts";

/** Answers with open texts replaced by others, by item; every other answer stays as it is, also one that reads the same. */
export function replaceTexts(
  { items }: Pick<CompiledForm, "items">,
  answers: Readonly<Record<string, Json>>,
  replaced: ReadonlyMap<string, string>,
): Record<string, Json> {
  let changed: Json = { ...answers };
  for (const { id, path = [id] } of items) {
    const text = replaced.get(id);
    if (text !== undefined) changed = replaceAt(changed, path, text);
  }
  return changed as Record<string, Json>;
}

function replaceAt(value: Json, path: readonly string[], text: string): Json {
  const [key, ...rest] = path;
  if (key === undefined) return text;
  // Where the way to the item leads nowhere there is nothing to replace.
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  if (!Object.hasOwn(value, key)) return value;
  return { ...value, [key]: replaceAt(value[key] as Json, rest, text) };
}

import type { Correctable, Correction } from "#web/api/requests.ts";

type Item = Correctable["items"][number];
type Answers = Correctable["answers"];
type Json = Answers[string];

/** What stands in a field of the form; several choices as the names of their values. */
export type Field = string | number | readonly string[];
/** Fields that were touched, by the ids of their items. */
export type Touched = Readonly<Record<string, Field>>;

/** Items of the form that people answer and that a field can hold; yes and no are chosen by name. */
export function fieldsOf({ items, answers }: Correctable): readonly Item[] {
  return items
    .filter((item) => item.readOnly !== true && isHeld(valueAt(answers, keysOf(item))))
    .map(({ choices, ...item }) => {
      const named = choices?.map(({ value, text }) => ({
        value: typeof value === "boolean" ? String(value) : value,
        text,
      }));
      return named ? { ...item, choices: named } : item;
    });
}

/** What is stored for an item, as its field shows it; "" or no choice for no answer. */
export function storedIn(item: Item, answers: Answers): Field {
  const value = valueAt(answers, keysOf(item)) ?? null;
  if (item.many) return (Array.isArray(value) ? value : [value]).filter((one) => one !== null).map(String);
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" || typeof value === "string" ? value : "";
}

/** The items whose fields differ from what is stored now, in the order of the form. */
export function differing(correctable: Correctable, touched: Touched): readonly Item[] {
  return fieldsOf(correctable).filter((item) => {
    const field = touched[item.id];
    return field !== undefined && JSON.stringify(field) !== JSON.stringify(storedIn(item, correctable.answers));
  });
}

/** Only what was changed, by the names of the questions; null takes an answer away, the rows of a table go together. */
export function toCorrection(correctable: Correctable, touched: Touched): Correction["answers"] {
  const sent: Record<string, Json> = {};
  for (const { id } of differing(correctable, touched)) {
    const item = correctable.items.find((one) => one.id === id);
    if (!item) continue;
    const [name = id, ...rest] = keysOf(item);
    const before = Object.hasOwn(sent, name) ? sent[name] : correctable.answers[name];
    sent[name] = put(before, rest, toAnswer(item, touched[id] ?? ""));
  }
  return sent;
}

/** A field as the form's own kind of answer; null for none. */
function toAnswer({ choices }: Item, field: Field): Json {
  const offered = (one: string | number) => choices?.find(({ value }) => String(value) === String(one))?.value ?? one;
  if (typeof field === "object") return field.length === 0 ? null : field.map(offered);
  return String(field).trim() === "" ? null : offered(field);
}

/** `whole` with the answer to one row; null where nothing is left of it. */
function put(whole: Json | undefined, keys: readonly string[], value: Json): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const rows = new Map(Object.entries(isRows(whole) ? whole : {}));
  const row = put(rows.get(key), rest, value);
  if (row === null) rows.delete(key);
  else rows.set(key, row);
  return rows.size === 0 ? null : Object.fromEntries(rows);
}

/** False for answers with parts of their own, such as files, which no field of these holds. */
function isHeld(value: Json | undefined): boolean {
  return Array.isArray(value) ? value.every((one) => typeof one !== "object") : !isRows(value);
}

function isRows(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keysOf({ id, path }: Pick<Item, "id" | "path">): readonly string[] {
  return path ?? id.split(".");
}

function valueAt(answers: Answers, keys: readonly string[]): Json | undefined {
  let value: Json | undefined = { ...answers };
  for (const key of keys) {
    if (!isRows(value)) return undefined;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

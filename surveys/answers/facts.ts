import type { Measure } from "#surveys/answers/measure.ts";
import type { AnswerFact, Json, Missing } from "#surveys/form.ts";

type Answers = Readonly<Record<string, Json>>;

/** What the answers hold at a measure's path; undefined when nothing. */
export function answerAt(answers: Answers, path: readonly string[]): Json | undefined {
  let value: Json | undefined = answers;
  for (const key of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
      return undefined;
    value = value[key];
  }
  return value;
}

/**
 * One fact per item of the codebook. Scores are turned so that higher is better. Several choices of one item are
 * joined by " | " in the order given. `hidden` are the ids that were not shown.
 */
export function factsOf(measures: readonly Measure[], answers: Answers, hidden: ReadonlySet<string>): AnswerFact[] {
  return measures.map(({ item, path, missing }): AnswerFact => {
    const fact = {
      item: item.id,
      ...(item.bankId === undefined ? {} : { bankId: item.bankId }),
      ...(item.construct === undefined ? {} : { construct: item.construct }),
      ...(item.scale === undefined ? {} : { scale: item.scale }),
    };
    const value = answerAt(answers, path);
    const none: Missing | undefined =
      value === undefined || value === null
        ? isHidden(path, hidden)
          ? "notShown"
          : "skipped"
        : reason(value, missing);
    if (none !== undefined) return { ...fact, missing: none };
    if (item.kind === "choice") return { ...fact, choice: chosen(value).map(textOfChoice).join(" | ") };
    if (item.scale === undefined || typeof value !== "number") return fact;
    const { min, max, direction } = item.scale;
    return { ...fact, score: direction === "ascending" ? value : min + max - value };
  });
}

function chosen(value: Json): Json[] {
  return Array.isArray(value) ? value : [value];
}

function textOfChoice(value: Json): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function reason(value: Json, missing: Measure["missing"]): Missing | undefined {
  return missing.size === 0 ? undefined : missing.get(Array.isArray(value) && value.length === 1 ? value[0] : value);
}

function isHidden(path: readonly string[], hidden: ReadonlySet<string>): boolean {
  return hidden.size > 0 && path.some((_, index) => hidden.has(path.slice(0, index + 1).join(".")));
}

/** Open texts by item id: those of `comment` items that were answered. */
export function commentsOf(measures: readonly Measure[], answers: Answers): { item: string; text: string }[] {
  return measures.flatMap(({ item, path }) => {
    if (item.kind !== "comment") return [];
    const text = answerAt(answers, path);
    return typeof text === "string" && text.trim() !== "" ? [{ item: item.id, text }] : [];
  });
}

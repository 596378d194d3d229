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
  return measures.map(({ item, path, missing, fact }): AnswerFact => {
    const given = answerAt(answers, path);
    if (given === undefined || given === null)
      return { ...fact, missing: isHidden(path, hidden) ? "notShown" : "skipped" };
    const why = missing.size === 0 ? undefined : reason(given, missing);
    if (why !== undefined) return { ...fact, missing: why };
    if (item.kind === "choice") return { ...fact, choice: chosen(given).map(String).join(" | ") };
    const value = bare(given);
    if (item.scale === undefined || typeof value !== "number") return fact;
    const { min, max, direction } = item.scale;
    return { ...fact, score: direction === "ascending" ? value : min + max - value };
  });
}

/** The chosen values, each without the comment that it may carry. */
function chosen(value: Json): Json[] {
  return (Array.isArray(value) ? value : [value]).map(bare);
}

function bare(value: Json): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value["value"] ?? null) : value;
}

function reason(value: Json, missing: Measure["missing"]): Missing | undefined {
  const values = chosen(value);
  return values.length === 1 ? missing.get(values[0]) : undefined;
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

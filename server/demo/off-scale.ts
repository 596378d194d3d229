import type { Json } from "#surveys/form.ts";

/** Answers that a question offers beside its scale ("does not apply", "prefer not to answer"), by question. */
export type OffScale = ReadonlyMap<string, readonly string[]>;

/** Reads them from a SurveyJS definition; the values are SurveyJS's own. */
export function offScaleOf(definition: Json): OffScale {
  const found = new Map<string, string[]>();
  for (const page of listOf(definition, "pages")) {
    for (const question of listOf(page, "elements")) {
      if (!isRecord(question) || typeof question["name"] !== "string") continue;
      const values = OFFERED.filter(([flag]) => question[flag] === true).map(([, value]) => value);
      if (values.length > 0) found.set(question["name"], values);
    }
  }
  return found;
}

const OFFERED = [
  ["showNoneItem", "none"],
  ["showRefuseItem", "refused"],
  ["showDontKnowItem", "dontknow"],
] as const;

function listOf(value: Json, key: string): readonly Json[] {
  const list = isRecord(value) ? value[key] : undefined;
  return Array.isArray(list) ? list : [];
}

function isRecord(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import type { DocumentRule } from "#policies/request-schema.ts";
import { applyTexts } from "#server/apply/apply-texts.ts";
import { shownNumber } from "#server/apply/plain-numbers.ts";

const NAMES = { pdf: "PDF", jpeg: "JPEG", png: "PNG" } as const;

/** What a document must be, in a line said before it is chosen: its types, its size, and how long it is valid. */
export function documentWords(
  rule: Pick<DocumentRule, "megabytes" | "expires" | "notOlderThanMonths"> & {
    readonly accepts: readonly (keyof typeof NAMES)[];
  },
  language: string,
): string {
  const { file } = applyTexts(language);
  const pictures = rule.accepts.filter((kind) => kind !== "pdf").map((kind) => NAMES[kind]);
  const kinds = [
    ...(rule.accepts.includes("pdf") ? ["PDF"] : []),
    ...(pictures.length > 0 ? [`${file.image} (${pictures.join(language === "en" ? ", " : "، ")})`] : []),
  ];
  return [
    file.kinds(kinds),
    file.size(shownNumber(language, rule.megabytes)),
    ...(rule.expires ? [file.valid] : []),
    ...(rule.notOlderThanMonths === undefined
      ? []
      : [file.recent(rule.notOlderThanMonths, shownNumber(language, rule.notOlderThanMonths))]),
  ].join(language === "en" ? " · " : " · ");
}

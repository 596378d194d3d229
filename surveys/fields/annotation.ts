import { SCALES } from "#surveys/bank/scales.ts";
import { asDef, type Def, listOf, numberOf, textOf } from "#surveys/fields/definition.ts";
import type { Annotation } from "#surveys/fields/field.ts";
import { CONSTRUCTS, type Scale } from "#surveys/form.ts";
import { readText } from "#surveys/text.ts";

/** Reads the custom property `rida` of a question; whatever is malformed in it counts as absent. */
export function readAnnotation(def: Def, locale: string | undefined): { annotation?: Annotation } {
  const own = asDef(def["rida"]);
  if (own === undefined) return {};
  const construct = CONSTRUCTS.find((name) => name === own["construct"]);
  const scale = readScale(own["scale"], locale);
  const direction = own["direction"];
  return {
    annotation: {
      ...(construct === undefined ? {} : { construct }),
      ...(scale === undefined ? {} : { scale }),
      ...(own["scale"] === null ? { scored: false } : {}),
      ...(own["scale"] === undefined || own["scale"] === null ? {} : { scored: true }),
      ...(direction === "ascending" || direction === "descending" ? { direction } : {}),
    },
  };
}

/** A scale of the bank by its id, or one given in full as `{id, min, max, labels}`. */
function readScale(value: unknown, locale: string | undefined): Scale | undefined {
  if (typeof value === "string") return Object.hasOwn(SCALES, value) ? SCALES[value as keyof typeof SCALES] : undefined;
  const own = asDef(value);
  const [id, min, max] = [textOf(own?.["id"]), numberOf(own?.["min"]), numberOf(own?.["max"])];
  if (
    own === undefined ||
    min === undefined ||
    max === undefined ||
    !(Number.isInteger(min) && Number.isInteger(max) && min < max)
  )
    return undefined;
  return {
    id: id ?? `points-${min}-${max}`,
    min,
    max,
    direction: "ascending",
    labels: listOf(own["labels"]).map((label) => readText(label, locale) ?? {}),
  };
}

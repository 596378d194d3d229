import type { Bank } from "#surveys/bank/bank.ts";
import type { BankItem } from "#surveys/bank/item.ts";
import { pointsScale, SCALES } from "#surveys/bank/scales.ts";
import type { Choice, Field, Shape } from "#surveys/fields/field.ts";
import type { AnswerFact, Item, ItemKind, LocalText, Scale } from "#surveys/form.ts";
import { textIn } from "#surveys/text.ts";

/** An item with where its answer lies and which values mean that there is none. */
export type Measure = {
  readonly item: Item;
  readonly path: readonly string[];
  readonly missing: ReadonlyMap<unknown, "notApplicable" | "declined">;
  /** What every fact of the item repeats. */
  readonly fact: Pick<AnswerFact, "item" | "bankId" | "construct" | "scale">;
};

/** Longest scale that is taken for one when the form does not say so; longer lists are choices. */
const MAX_STEPS = 11;
/** Question types whose consecutive integers are taken for a scale; a dropdown of integers is a list of codes. */
const SCALE_TYPES = new Set(["rating", "radiogroup", "buttongroup", "matrix", "slider", "imagepicker"]);

/** The codebook of a list of fields: one measure per answerable leaf, in the form's order. */
export function toMeasures(
  fields: Iterable<Field>,
  bank: Bank,
  around: { path?: readonly string[]; field?: Field } = {},
): Measure[] {
  return [...fields].flatMap((field): Measure[] => {
    const path = [...(around.path ?? []), field.key];
    if (field.shape.kind === "record") return toMeasures(field.shape.fields.values(), bank, { path, field });
    return [measure({ ...field, ...inherited(field, around.field) }, path, bank)];
  });
}

/** Rows of a table carry the table's annotation and title. */
function inherited(field: Field, table: Field | undefined): Partial<Field> {
  if (table === undefined) return {};
  const named = table.title["default"] !== table.key;
  const group = field.group ?? (named ? table.title : undefined);
  return {
    ...(group === undefined ? {} : { group }),
    ...(field.annotation === undefined && table.annotation !== undefined ? { annotation: table.annotation } : {}),
  };
}

function measure(field: Field, path: readonly string[], bank: Bank): Measure {
  const { shape } = field;
  const choices = shape.kind === "one" || shape.kind === "many" ? shape.choices : [];
  const asked = bank.get(field.key);
  const steps = scaleOf(field);
  const known = asked !== undefined && isAsked(asked, shape, steps) ? asked : undefined;
  const scale = known?.scale === undefined ? steps : directed(SCALES[known.scale], field.annotation?.direction);
  const construct = field.annotation?.construct ?? known?.construct;
  const kind = scale === undefined ? kindOf(field) : "scored";
  const item: Item = {
    id: field.id,
    ...(known === undefined ? {} : { bankId: known.id }),
    kind,
    questionType: field.questionType,
    title: field.title,
    ...(construct === undefined ? {} : { construct }),
    ...(scale === undefined ? {} : { scale }),
    required: field.required,
    ...(path.length === 1 ? {} : { path }),
    ...(field.group === undefined ? {} : { group: field.group }),
    ...(choices.length === 0 ? {} : { choices: choices.map(({ value, text }) => ({ value, text })) }),
    ...(shape.kind === "many" ? { many: true } : {}),
    ...inputOf(field),
    ...(field.readOnly ? { readOnly: true } : {}),
  };
  const { id, bankId } = item;
  return {
    item,
    path,
    fact: {
      item: id,
      ...(bankId === undefined ? {} : { bankId }),
      ...(construct === undefined ? {} : { construct }),
      ...(scale === undefined ? {} : { scale }),
    },
    missing: new Map(choices.flatMap(({ value, missing }) => (missing === undefined ? [] : [[value, missing]]))),
  };
}

function isAsked(item: BankItem, shape: Shape, steps: Scale | undefined): boolean {
  if (item.scale === undefined) return shape.kind === "text";
  const scale = SCALES[item.scale];
  return steps !== undefined && steps.min === scale.min && steps.max === scale.max;
}

function kindOf({ shape, questionType }: Field): ItemKind {
  if (questionType === "comment") return "comment";
  if (questionType === "ranking" || (shape.kind === "many" && shape.property !== undefined)) return "unscored";
  return (shape.kind === "one" || shape.kind === "many") && shape.choices.length > 0 ? "choice" : "unscored";
}

function scaleOf({ annotation, shape, questionType }: Field): Scale | undefined {
  if (annotation?.scored === false) return undefined;
  const found = stepsOf(shape);
  if (annotation?.scale !== undefined) {
    const { scale } = annotation;
    return found !== undefined && scale.min <= found.min && found.max <= scale.max
      ? directed(scale, annotation.direction)
      : undefined;
  }
  const scored = annotation?.scored === true || annotation?.direction !== undefined || SCALE_TYPES.has(questionType);
  return found !== undefined && scored ? directed(found, annotation?.direction) : undefined;
}

function directed(scale: Scale, direction: Scale["direction"] | undefined): Scale {
  return direction === undefined || direction === scale.direction ? scale : { ...scale, direction };
}

/** The scale that consecutive integers make, whatever the order in which they are offered. */
function stepsOf(shape: Shape): Scale | undefined {
  if (shape.kind === "number" && shape.step === 1) {
    const { min, max } = shape;
    return Number.isInteger(min) && Number.isInteger(max) && max - min >= 2 && max - min < MAX_STEPS
      ? pointsScale(min, max)
      : undefined;
  }
  if (shape.kind !== "one" || shape.open) return undefined;
  const steps = shape.choices
    .filter(({ missing }) => missing === undefined)
    .toSorted((a, b) => Number(a.value) - Number(b.value));
  const first = steps[0]?.value;
  if (typeof first !== "number" || !Number.isInteger(first) || steps.length < 3 || steps.length > MAX_STEPS)
    return undefined;
  if (!steps.every(({ value }, index) => value === first + index)) return undefined;
  const scale = pointsScale(first, first + steps.length - 1);
  return steps.every(isBare) ? scale : { ...scale, labels: steps.map(({ text }) => text) };
}

function isBare({ value, text }: Choice): boolean {
  const label: LocalText = text;
  return textIn(label, "en") === String(value);
}

function inputOf({ shape, inputType }: Field): Partial<Item> {
  const input = inputType === undefined ? {} : { inputType };
  if (shape.kind === "text") {
    const { min, max, maxLength } = shape;
    return { ...input, maxLength, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  }
  if (shape.kind !== "number") return input;
  const bounds = { ...(shape.min > -1e15 ? { min: shape.min } : {}), ...(shape.max < 1e15 ? { max: shape.max } : {}) };
  return { inputType: "number", ...bounds, ...(shape.step === undefined ? {} : { step: shape.step }) };
}

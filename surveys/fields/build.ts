import { readAnnotation } from "#surveys/fields/annotation.ts";
import type { Reading } from "#surveys/fields/choices.ts";
import { type Def, type Question, textOf } from "#surveys/fields/definition.ts";
import type { Field, Fields, Shape } from "#surveys/fields/field.ts";
import { expressionRules, MAX_COMMENT, shapeOf } from "#surveys/fields/shape.ts";
import { tableShape } from "#surveys/fields/tables.ts";
import type { Json, LocalText } from "#surveys/form.ts";
import { readText, refuseReserved } from "#surveys/text.ts";

/** Key under which SurveyJS keeps the comment of a question (settings.commentSuffix). */
const COMMENT_SUFFIX = "-Comment";
const COMMENT_TEXT: LocalText = { ar: "تعليق", en: "Comment" };

/** Fields by key, comments included; questions that share a value become one field. Throws on reserved names. */
export function buildFields(questions: readonly Question[], prefix: string, reading: Reading): Fields {
  const fields = new Map<string, Field>();
  for (const question of questions) {
    for (const field of fieldsOf(question, prefix, reading)) {
      refuseReserved(field.key);
      const earlier = fields.get(field.key);
      fields.set(field.key, earlier === undefined ? field : merged(earlier, field));
    }
  }
  return fields;
}

function fieldsOf(question: Question, prefix: string, reading: Reading): Field[] {
  const { def, type } = question;
  const key = textOf(def["valueName"]) ?? question.name;
  const id = prefix + key;
  const computed = type === "expression" ? textOf(def["expression"]) : undefined;
  const shape = tableShape(question, id, reading) ?? shapeOf(type, def, reading);
  if (shape === undefined) return [];
  const requiredIf = textOf(def["requiredIf"]);
  const inputType = textOf(def["inputType"]);
  const base = {
    questionType: type,
    title: readText(def["title"], reading.locale) ?? { default: question.name },
    shownWhen: [question.visibleIf],
    enabledWhen: question.enableIf,
  };
  const field: Field = {
    ...base,
    key,
    id,
    shape,
    required: def["isRequired"] === true,
    readOnly: question.readOnly || type === "expression",
    mustHold: expressionRules(def, reading.locale),
    ...(requiredIf === undefined ? {} : { requiredIf }),
    ...(computed === undefined ? {} : { computed }),
    ...(def["defaultValue"] === undefined ? {} : { default: def["defaultValue"] as Json }),
    ...readAnnotation(def, reading.locale),
    ...(type === "text" && inputType !== undefined ? { inputType } : {}),
  };
  return hasComment(def) ? [field, commentField(field, def, reading)] : [field];
}

function hasComment(def: Def): boolean {
  return ["showCommentArea", "hasComment", "showOtherItem", "hasOther"].some((flag) => def[flag] === true);
}

function commentField(field: Field, def: Def, reading: Reading): Field {
  const label = readText(def["commentText"], reading.locale) ?? COMMENT_TEXT;
  return {
    key: field.key + COMMENT_SUFFIX,
    id: field.id + COMMENT_SUFFIX,
    questionType: "comment",
    title: label,
    group: field.title,
    shape: {
      kind: "text",
      format: "text",
      minLength: 0,
      maxLength: MAX_COMMENT,
      digits: true,
      patterns: [],
      orNumber: false,
    },
    required: false,
    shownWhen: field.shownWhen,
    enabledWhen: field.enabledWhen,
    readOnly: field.readOnly,
    mustHold: [],
  };
}

/** Questions with one value name write to the same place: either may be shown, and the value may hold what both ask. */
function merged(first: Field, second: Field): Field {
  return {
    ...first,
    shape: joined(first.shape, second.shape),
    required: first.required || second.required,
    shownWhen: [...first.shownWhen, ...second.shownWhen],
    readOnly: first.readOnly && second.readOnly,
    mustHold: [...first.mustHold, ...second.mustHold],
  };
}

function joined(first: Shape, second: Shape): Shape {
  if (first.kind === "list" && second.kind === "list") {
    return {
      ...first,
      fields: new Map([...first.fields, ...second.fields]),
      min: Math.max(first.min, second.min),
      max: Math.max(first.max, second.max),
      initial: Math.max(first.initial, second.initial),
    };
  }
  if (first.kind === "record" && second.kind === "record")
    return { kind: "record", fields: new Map([...first.fields, ...second.fields]) };
  return { kind: "either", shapes: first.kind === "either" ? [...first.shapes, second] : [first, second] };
}

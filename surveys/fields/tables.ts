import { readItems, type Reading } from "#surveys/fields/choices.ts";
import { asDef, type Def, listOf, numberOf, type Question, textOf, unfold } from "#surveys/fields/definition.ts";
import type { Choice, Field, Fields, Shape } from "#surveys/fields/field.ts";
import { manyOf, oneOf } from "#surveys/fields/shape.ts";
import { readText, refuseReserved } from "#surveys/text.ts";

/** Most entries of a repeated panel or table, whatever the form says. */
const MAX_ENTRIES = 100;

/** The shape of a question that holds further questions; undefined when it is none. */
export function tableShape(question: Question, id: string, reading: Reading): Shape | undefined {
  switch (question.type) {
    case "matrix":
      return matrixShape(question, id, reading);
    case "matrixdropdown":
      return { kind: "record", fields: gridRows(question, id, reading) };
    case "matrixdynamic":
      return listShape(question.def, cellFields(question, id, reading), "row");
    case "paneldynamic":
      return listShape(question.def, panelFields(question, id, reading), "panel");
    case "multipletext":
      return { kind: "record", fields: textFields(question, id, reading) };
    default:
      return undefined;
  }
}

function matrixShape({ def }: Question, id: string, reading: Reading): Shape {
  const columns = { choices: readItems(def["columns"], reading.locale), open: false };
  const cell = def["cellType"] === "checkbox" ? manyOf({}, columns) : oneOf(columns);
  const rows = readItems(def["rows"], reading.locale);
  if (rows.length === 0) return cell;
  const required = def["eachRowRequired"] === true || def["isAllRowRequired"] === true;
  return {
    kind: "record",
    fields: keyed(
      rows.map((row) => ({ ...rowField(row, id, def, reading), required, shape: cell, questionType: "matrix" })),
    ),
  };
}

function gridRows(question: Question, id: string, reading: Reading): Fields {
  const rows = readItems(question.def["rows"], reading.locale);
  return keyed(
    rows.map((row) => {
      const field = rowField(row, id, question.def, reading);
      return {
        ...field,
        shape: { kind: "record", fields: cellFields(question, field.id, reading) },
        questionType: "matrixdropdown",
      };
    }),
  );
}

function rowField(row: Choice, id: string, def: Def, { locale }: Reading): Field {
  const key = String(row.value);
  const group = readText(def["title"], locale);
  const shared = textOf(def["rowsVisibleIf"]);
  const own = rowConditions(def, key);
  return {
    key,
    id: `${id}.${key}`,
    questionType: "matrix",
    title: row.text,
    ...(group === undefined ? {} : { group }),
    shape: { kind: "json" },
    required: false,
    shownWhen: [[...(shared === undefined ? [] : [shared]), ...own]],
    enabledWhen: [],
    variables: { item: row.value, rowValue: row.value, rowName: row.value, rowTitle: key },
    readOnly: false,
    mustHold: [],
  };
}

function rowConditions(def: Def, key: string): string[] {
  return listOf(def["rows"]).flatMap((row) => {
    const own = asDef(row);
    return own !== undefined && String(own["value"]) === key ? (textOf(own["visibleIf"]) ?? []) : [];
  });
}

function cellFields({ def }: Question, id: string, reading: Reading): Fields {
  const columns = listOf(def["columns"]).flatMap((column) => {
    const own = asDef(column) ?? (typeof column === "string" ? { name: column } : undefined);
    const name = textOf(own?.["name"] ?? own?.["value"]);
    return own === undefined || name === undefined ? [] : [{ own, name }];
  });
  const cells = columns.map(({ own, name }): Question => {
    const type = cellType(own["cellType"]) ?? cellType(def["cellType"]) ?? "dropdown";
    const choices = listOf(own["choices"]).length > 0 ? own["choices"] : def["choices"];
    return asQuestion({ ...own, name, choices }, type, name);
  });
  const detail = unfold(
    listOf(def["detailElements"]),
    { visibleIf: [], enableIf: [], readOnly: false },
    reading.locale,
  );
  return reading.build([...cells, ...detail.questions], `${id}.`);
}

function cellType(value: unknown): string | undefined {
  return value === "default" ? undefined : textOf(value);
}

function panelFields({ def }: Question, id: string, reading: Reading): Fields {
  const visibleIf = textOf(def["templateVisibleIf"]);
  const around = { visibleIf: visibleIf === undefined ? [] : [visibleIf], enableIf: [], readOnly: false };
  return reading.build(unfold(listOf(def["templateElements"]), around, reading.locale).questions, `${id}.`);
}

function textFields({ def }: Question, id: string, reading: Reading): Fields {
  const items = listOf(def["items"]).flatMap((item) => {
    const own = asDef(item) ?? (typeof item === "string" ? { name: item } : undefined);
    const name = textOf(own?.["name"]);
    return own === undefined || name === undefined ? [] : [asQuestion(own, "text", name)];
  });
  return reading.build(items, `${id}.`);
}

function asQuestion(def: Def, type: string, name: string): Question {
  const [visibleIf, enableIf] = [textOf(def["visibleIf"]), textOf(def["enableIf"])];
  return {
    def,
    type,
    name,
    visibleIf: visibleIf === undefined ? (def["visible"] === false ? ["false"] : []) : [visibleIf],
    enableIf: enableIf === undefined ? [] : [enableIf],
    readOnly: def["readOnly"] === true,
  };
}

function listShape(def: Def, fields: Fields, entry: "panel" | "row"): Shape {
  const [least, most, start] =
    entry === "panel"
      ? [numberOf(def["minPanelCount"]), numberOf(def["maxPanelCount"]), numberOf(def["panelCount"]) ?? 0]
      : [numberOf(def["minRowCount"]), numberOf(def["maxRowCount"]), numberOf(def["rowCount"]) ?? 2];
  const max = Math.min(MAX_ENTRIES, Math.max(1, most ?? MAX_ENTRIES));
  const min = Math.min(max, Math.max(0, least ?? 0));
  return { kind: "list", fields, min, max, initial: Math.min(max, Math.max(min, start)), entry };
}

function keyed(fields: readonly Field[]): Fields {
  for (const { key } of fields) refuseReserved(key);
  return new Map(fields.map((field) => [field.key, field]));
}

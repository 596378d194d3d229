import { createTableBuilder, LIMITS, unreadable, type Table } from "#server/imports/table.ts";

/** The rows of a JSON Lines text: one object of texts, numbers and flags a line. Throws an AppError that names the line. */
export function readJsonLines(text: string): Table {
  const columns = new Map<string, number>();
  const rows: { line: number; cells: string[] }[] = [];
  for (const [index, source] of text.split(/\r\n|\n|\r/u).entries()) {
    const line = index + 1;
    if (source.trim() === "") continue;
    // One more than is taken: the builder refuses it by name.
    if (rows.length > LIMITS.rows) break;
    const cells: string[] = [];
    for (const [key, value] of Object.entries(parseObject(source, line))) {
      const column = columns.get(key) ?? columns.size;
      if (column >= LIMITS.columns)
        throw unreadable(line, `More than ${LIMITS.columns} different names; they would be columns.`);
      columns.set(key, column);
      cells[column] = toCell(value, key, line);
    }
    rows.push({ line, cells });
  }
  const table = createTableBuilder();
  table.add(0, [...columns.keys()]);
  for (const { line, cells } of rows)
    table.add(
      line,
      Array.from({ length: columns.size }, (_, at) => cells[at] ?? ""),
    );
  return table.finish();
}

function parseObject(source: string, line: number): object {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw unreadable(line, "This is not JSON; expected one object on each line.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw unreadable(line, "Expected one object on each line.");
  return value;
}

function toCell(value: unknown, key: string, line: number): string {
  if (value === null) return "";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw unreadable(line, `"${key.slice(0, 50)}" holds a list or an object; expected a text or a number.`);
}

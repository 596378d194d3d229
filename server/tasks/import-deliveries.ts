import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { AppError } from "#server/errors.ts";
import { importDeliveries, type ImportReport } from "#server/imports/import-deliveries.ts";
import { ImportOptions } from "#server/imports/import-options.ts";
import { MAPPING_FIELDS, type MappingField } from "#server/imports/mapping.ts";
import { LIMITS } from "#server/imports/table.ts";
import { readAssociation } from "#server/tasks/association-option.ts";
import { UsageError } from "#server/tasks/usage-error.ts";
import { countOf, readFileName } from "#server/tasks/words.ts";
import type { Task, TaskIo } from "#server/tasks/task.ts";

export const importDeliveriesTask: Task = {
  name: "import deliveries",
  usage:
    "import deliveries --association A [--service S] [--channel C] [--channel-map TEXT=CHANNEL]… [--kind K] [--date-order dmy|mdy|ymd] [--calendar hijri|gregorian] [--map FIELD=HEADER]… [--dry-run] [--json] FILE",
  summary: `Takes in deliveries from CSV, XLSX or JSON Lines, whole or not at all. FIELD is one of ${MAPPING_FIELDS.join(", ")}; branch may be given more than once, and FIELD= leaves a field out.`,
  async run(deps, args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        association: { type: "string" },
        service: { type: "string" },
        channel: { type: "string" },
        "channel-map": { type: "string", multiple: true, default: [] },
        kind: { type: "string" },
        "date-order": { type: "string" },
        calendar: { type: "string" },
        map: { type: "string", multiple: true, default: [] },
        "dry-run": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const file = readFileName(positionals, "deliveries");
    const { id: associationId } = readAssociation(deps.policies, values.association);
    const pairs = [...values.map, ...values["channel-map"]];
    const unpaired = pairs.find((pair) => !pair.includes("="));
    if (unpaired !== undefined) throw new UsageError(`"${unpaired}" is not of the form NAME=VALUE.`);
    const unknown = values.map
      .map((pair) => pair.slice(0, pair.indexOf("=")))
      .find((field) => !MAPPING_FIELDS.includes(field as MappingField));
    if (unknown !== undefined)
      throw new UsageError(`"${unknown}" is not a field; fields are ${MAPPING_FIELDS.join(", ")}.`);

    const options = ImportOptions.safeParse({
      mapping: toMapping(values.map),
      channels: Object.fromEntries(values["channel-map"].map((pair) => toPair(pair, pair.lastIndexOf("=")))),
      service: values.service,
      channel: values.channel,
      kind: values.kind,
      dateOrder: values["date-order"],
      calendar: values.calendar,
    });
    if (!options.success)
      throw new UsageError(`${options.error.issues[0]?.path.join(".")}: ${options.error.issues[0]?.message}`);

    const startedAt = performance.now();
    const report = await importDeliveries(deps, {
      associationId,
      bytes: await readBounded(resolve(io.cwd, file), file),
      options: options.data,
      apply: !values["dry-run"],
      onProgress: (done, total) => io.progress(`${done} of ${total}`),
    });
    const seconds = (performance.now() - startedAt) / 1000;
    if (values.json) io.out(JSON.stringify({ ...report, seconds }));
    else describe(report, seconds, io);
    return isClean(report) ? 0 : 1;
  },
};

function isClean(report: ImportReport): boolean {
  return report.problemCount === 0 && Object.keys(report.needs).length === 0;
}

async function readBounded(path: string, file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > LIMITS.bytes)
      throw new AppError("tooLarge", `${file} is larger than ${LIMITS.bytes / 1024 / 1024} MB. Split it.`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("notFound", `${file} cannot be read.`);
  }
}

/** At the first "=" where the left side is a field, at the last where it is a text of a register. */
function toPair(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}

function toMapping(pairs: readonly string[]): Record<string, unknown> {
  const mapping: Record<string, unknown> = {};
  for (const [field, header] of pairs.map((pair) => toPair(pair, pair.indexOf("=")))) {
    if (header === "") mapping[field] = null;
    else if (field === "branch") mapping[field] = [...((mapping[field] as string[] | null | undefined) ?? []), header];
    else mapping[field] = header;
  }
  return mapping;
}

function describe(report: ImportReport, seconds: number, io: TaskIo): void {
  const { mapping, dateOrder, calendar, needs, format, encoding, delimiter, rows } = report;
  const written = [encoding, delimiter === null ? null : `separated by ${JSON.stringify(delimiter)}`].filter(Boolean);
  io.out(`${countOf(rows, "row")}, ${[format.toUpperCase(), ...written].join(", ")}.`);
  for (const field of MAPPING_FIELDS) {
    const headers = mapping[field];
    if (headers !== undefined) io.out(`  ${field}: ${typeof headers === "string" ? headers : headers.join(" + ")}`);
  }
  if (calendar !== null) io.out(`  dates: ${calendar}${dateOrder === null ? "" : `, ${dateOrder}`}`);
  if (needs.mapping) io.err(`No column was found for: ${needs.mapping.join(", ")}. Name it: --map FIELD=HEADER.`);
  if (needs.dateOrder)
    io.err(`The dates can be read in two ways. Say which: --date-order ${needs.dateOrder.join(" or ")}.`);
  if (needs.service) io.err(`Say which service was delivered: --service ${needs.service.join(" | ")}.`);
  for (const { field, value, count } of report.unmatched.slice(0, 20))
    io.err(`${field} "${value}" is not known (${countOf(count, "row")}).`);
  for (const { line, column, value, expected } of report.problems) {
    io.err(`line ${line}${column ? `, ${column}` : ""}: "${value}", expected ${expected}`);
  }
  const hidden = report.problemCount - report.problems.length;
  if (hidden > 0) io.err(`… and ${hidden} more.`);
  const differing = report.lines.filter(({ differs }) => differs !== undefined).length;
  if (differing > 0)
    io.err(`Other than what was recorded before under the same reference, which stands: ${countOf(differing, "row")}.`);
  if (report.applied) io.out(`${report.created} created, ${report.replayed} already there (${seconds.toFixed(2)} s).`);
  else if (isClean(report))
    io.out(`${report.created} would be created, ${report.replayed} are already there. Nothing written (--dry-run).`);
  else io.err("Nothing written.");
}

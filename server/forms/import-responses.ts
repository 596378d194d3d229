import { hash, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Mode } from "#policies/schema.ts";
import { todayIn } from "#policies/calendar.ts";
import type { AnswerProblem, Json } from "#surveys/form.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { toKeptDay } from "#server/respond/kept-day.ts";
import { heldUntil } from "#server/respond/release-held.ts";
import { redactAnswers } from "#server/respond/redact-answers.ts";
import type { Schema } from "#server/store/schema.ts";
import { MAX_ROWS, recordChanges } from "#server/store/store.ts";

export type ResponseImport = {
  readonly associationId: string;
  readonly form: string;
  /** JSON Lines: one object of answers on each line, as SurveyJS gives them. */
  readonly bytes: Uint8Array;
  /** Date of the answers, when they were collected; today when it is not given. */
  readonly answeredOn?: string | undefined;
  readonly service?: string | undefined;
  readonly mode?: Mode | undefined;
  readonly language?: string | undefined;
  readonly apply: boolean;
  /** Take the same file a second time. */
  readonly again?: boolean | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

export type LineProblem = {
  readonly line: number;
  readonly problems: readonly Pick<AnswerProblem, "item" | "title" | "message">[];
};

export type ResponseImportReport = {
  readonly form: string;
  readonly version: number;
  readonly lines: number;
  readonly imported: number;
  readonly applied: boolean;
  /** The first problems; `problemLines` counts them all. */
  readonly problems: readonly LineProblem[];
  readonly problemLines: number;
};

const MAX_BYTES = 64 * 1024 * 1024;
const SHOWN_PROBLEMS = 100;
/** Lines judged before other requests have their turn. */
const LINES_PER_TURN = 500;
const EARLIEST_DAY = "2000-01-01";

/**
 * Takes in answers collected elsewhere, judged by the newest published version, whole or not at all. Equal lines are
 * different people and are all kept; only the same file twice is refused (`conflict`) unless `again`.
 */
export async function importResponses(
  deps: Pick<Deps, "store" | "forms" | "policies" | "clock">,
  given: ResponseImport,
): Promise<ResponseImportReport> {
  if (given.bytes.byteLength > MAX_BYTES) throw new AppError("tooLarge", "The file is larger than 64 MB. Split it.");
  const policy = deps.policies.get(given.associationId);
  if (!policy) throw new AppError("notFound", "There is nothing here.");
  const service = given.service ?? policy.services.find(({ invitation }) => invitation.form === given.form)?.id ?? "";
  if (service !== "" && !policy.services.some(({ id }) => id === service)) {
    throw new AppError("invalid", `There is no service "${service}".`, { known: policy.services.map(({ id }) => id) });
  }
  const form = await deps.forms.latest(given.associationId, given.form);
  const language = given.language ?? "ar";
  const today = todayIn(policy.timeZone, deps.clock());
  const answeredOn = toKeptDay(checkDay(given.answeredOn ?? today, today), heldUntil(policy, service));

  const rows: Schema["response"][] = [];
  const problems: LineProblem[] = [];
  let problemLines = 0;
  const lines = splitLines(given.bytes);
  for (const [index, { text, line }] of lines.entries()) {
    if (index % LINES_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    const checked = checkLine(text, (answers) => form.compiled.check(answers, language));
    if (!checked.ok) {
      problemLines += 1;
      if (problems.length < SHOWN_PROBLEMS) problems.push({ line, problems: checked.problems });
      continue;
    }
    rows.push({
      association_id: given.associationId,
      id: randomUUID(),
      service,
      channel: "",
      branch: "",
      kind: "",
      mode: given.mode ?? "desk",
      form_id: form.formId,
      form_version: form.version,
      language,
      answered_on: answeredOn,
      invited: 0,
      consent_hash: "",
      answers: JSON.stringify(redactAnswers(form.compiled, checked.answers)),
    });
  }

  const report = { form: form.formId, version: form.version, lines: lines.length, problems, problemLines };
  if (!given.apply || problemLines > 0) return { ...report, imported: 0, applied: false };
  await keepRows(deps, given, rows);
  return { ...report, imported: rows.length, applied: true };
}

function checkDay(day: string, today: string): string {
  if (z.iso.date().safeParse(day).success && day >= EARLIEST_DAY && day <= today) return day;
  throw new AppError("invalid", `answered on: "${day}" is not a date like ${today}, from ${EARLIEST_DAY} to today.`);
}

async function keepRows(
  deps: Pick<Deps, "store" | "clock">,
  given: ResponseImport,
  rows: readonly Schema["response"][],
) {
  const fileHash = hash("sha256", given.bytes);
  const task = `responses ${given.form}`;
  await deps.store.write(async (tx) => {
    const before = await tx
      .selectFrom("import_run")
      .select("applied_at")
      .where("association_id", "=", given.associationId)
      .where("task", "=", task)
      .where("file_hash", "=", fileHash)
      .executeTakeFirst();
    if (before && given.again !== true) {
      throw new AppError(
        "conflict",
        `This very file was imported on ${new Date(before.applied_at).toISOString().slice(0, 10)}.`,
        {
          reason: "sameFile",
        },
      );
    }
    for (let start = 0; start < rows.length; start += MAX_ROWS) {
      await tx
        .insertInto("response")
        .values(rows.slice(start, start + MAX_ROWS))
        .execute();
      given.onProgress?.(Math.min(start + MAX_ROWS, rows.length), rows.length);
    }
    await tx
      .insertInto("import_run")
      .values({
        association_id: given.associationId,
        id: randomUUID(),
        task,
        file_hash: fileHash,
        rows: rows.length,
        applied_at: deps.clock(),
      })
      .execute();
    await recordChanges(
      tx,
      deps.store.dialect,
      rows.map((row) => ({
        association_id: row.association_id,
        entity: "response",
        event: "given",
        entity_id: row.id,
      })),
    );
  });
}

function splitLines(bytes: Uint8Array): { text: string; line: number }[] {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("invalid", "The file is not UTF-8. Save it as JSON Lines in UTF-8.");
  }
  return text
    .split("\n")
    .map((line, index) => ({ text: line.trim(), line: index + 1 }))
    .filter((entry) => entry.text !== "");
}

type Checked = { ok: true; answers: Readonly<Record<string, Json>> } | { ok: false; problems: LineProblem["problems"] };

function checkLine(text: string, check: (answers: unknown) => Checked): Checked {
  try {
    return check(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, problems: [{ item: "", title: "", message: "The line is not one JSON object." }] };
  }
}

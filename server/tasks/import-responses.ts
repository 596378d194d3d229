import { parseArgs } from "node:util";
import { Mode } from "#policies/schema.ts";
import { importResponses } from "#server/forms/import-responses.ts";
import { readAssociation } from "#server/tasks/association-option.ts";
import { UsageError } from "#server/tasks/usage-error.ts";
import { countOf, readChoice, readFileName, readNamedFile } from "#server/tasks/words.ts";
import type { Task } from "#server/tasks/task.ts";

export const importResponsesTask: Task = {
  name: "import responses",
  usage:
    "import responses --association A --form ID [--service S] [--mode link|qr|kiosk|phone|desk] [--answered-on YYYY-MM-DD] [--again] [--dry-run] [--json] FILE",
  summary: "Takes in answers collected elsewhere (JSON Lines, one person a line), whole or not at all.",
  async run(deps, args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        association: { type: "string" },
        form: { type: "string" },
        service: { type: "string" },
        mode: { type: "string" },
        "answered-on": { type: "string" },
        again: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const file = readFileName(positionals, "answers");
    if (values.form === undefined) throw new UsageError("Say which form the answers belong to: --form ID.");
    const mode = values.mode === undefined ? undefined : readChoice("mode", Mode.options, values.mode);
    const startedAt = performance.now();
    const report = await importResponses(deps, {
      associationId: readAssociation(deps.policies, values.association).id,
      form: values.form,
      bytes: await readNamedFile(io.cwd, file),
      service: values.service,
      mode,
      answeredOn: values["answered-on"],
      apply: !values["dry-run"],
      again: values.again,
      onProgress: (done, total) => io.progress(`${done} of ${total}`),
    });
    const seconds = (performance.now() - startedAt) / 1000;
    if (values.json) io.out(JSON.stringify({ ...report, seconds }));
    else {
      for (const { line, problems } of report.problems) {
        for (const problem of problems) io.err(`line ${line}: ${problem.title || problem.item}: ${problem.message}`);
      }
      if (report.applied) {
        const rate = Math.round(report.imported / seconds);
        io.out(
          `${countOf(report.imported, "response")} imported for form "${report.form}" in ${seconds.toFixed(2)} s (${rate}/s).`,
        );
      } else if (report.problemLines > 0)
        io.err(`Nothing imported: ${report.problemLines} of ${countOf(report.lines, "line")} need another look.`);
      else io.out(`${countOf(report.lines, "response")} can be imported. Nothing written (--dry-run).`);
    }
    return report.problemLines > 0 ? 1 : 0;
  },
};

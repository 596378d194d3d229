import { compileForm } from "#surveys/compile.ts";
import { asDef } from "#surveys/fields/definition.ts";
import type { Json, LintFinding } from "#surveys/form.ts";
import { lintContent } from "#surveys/lint/content.ts";
import { lintExpressions } from "#surveys/lint/expressions.ts";
import { type LintOptions, lintQuestions } from "#surveys/lint/questions.ts";
import { createReport, walk } from "#surveys/lint/walk.ts";

/**
 * Every reason why a definition may not be published, by its path; none when it may. Work is bounded whatever the
 * definition is, nothing is loaded, the definition is only read. Never throws.
 */
export function lintForm(definition: unknown, options: LintOptions = {}): LintFinding[] {
  const report = createReport();
  const form = asDef(definition);
  if (form === undefined) return [{ path: "", rule: "wrongType", message: "a form is a JSON object" }];
  const nodes = walk(definition, report);
  lintContent(nodes, report);
  if (report.findings.some(({ rule }) => rule === "tooLarge" || rule === "tooDeep")) return report.findings;
  lintQuestions(nodes, options, report);
  lintExpressions(nodes, report);
  if (report.findings.length === 0) report.findings.push(...lintItems(definition as Json));
  return report.findings;
}

/** What only the codebook shows: nothing is asked, or two items come to bear one id. */
function lintItems(definition: Json): LintFinding[] {
  const { items } = compileForm(definition);
  if (items.length === 0) return [{ path: "", rule: "noQuestions", message: "the form asks nothing" }];
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id))
      return [{ path: "", rule: "duplicateName", message: `two items have the id ${id.slice(0, 100)}` }];
    seen.add(id);
  }
  return [];
}

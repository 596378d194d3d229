import type { Json, LintFinding } from "#surveys/form.ts";
import { compileForm } from "#surveys/compile.ts";
import { lintForm } from "#surveys/lint.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/**
 * Keeps a definition as the next version of a form, as a draft. Throws `unprocessable` with every finding of the linter;
 * nothing is kept then. A definition equal to the newest version is that version.
 */
export async function addForm(
  deps: Pick<Deps, "store" | "clock">,
  given: { associationId: string; id: string; title?: string | undefined; definition: unknown },
): Promise<{ id: string; version: number; items: number }> {
  const findings = lintForm(given.definition);
  if (findings.length > 0) throw refused(findings);
  const compiled = compileForm(given.definition as Json);
  const definition = JSON.stringify(given.definition);
  const title = given.title ?? compiled.title["ar"] ?? compiled.title["default"] ?? given.id;
  const version = await deps.store.write((tx) => insertVersion(tx, { ...given, title, definition, now: deps.clock() }));
  return { id: given.id, version, items: compiled.items.length };
}

/** Adds a version unless the newest one has the same definition; returns its number. */
export async function insertVersion(
  tx: WriteTransaction,
  form: { associationId: string; id: string; title: string; definition: string; now: number; published?: boolean },
): Promise<number> {
  const newest = await tx
    .selectFrom("form_version")
    .select(["version", "definition"])
    .where("association_id", "=", form.associationId)
    .where("form_id", "=", form.id)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (newest?.definition === form.definition) return newest.version;
  if (!newest) {
    await tx
      .insertInto("form")
      .values({ association_id: form.associationId, id: form.id, title: form.title, created_at: form.now })
      .execute();
  }
  const version = (newest?.version ?? 0) + 1;
  await tx
    .insertInto("form_version")
    .values({
      association_id: form.associationId,
      form_id: form.id,
      version,
      definition: form.definition,
      created_at: form.now,
      published_at: form.published === true ? form.now : null,
    })
    .execute();
  return version;
}

function refused(findings: readonly LintFinding[]): AppError {
  const first = findings[0];
  return new AppError(
    "unprocessable",
    `The form cannot be taken: ${first?.path}: ${first?.message}${findings.length > 1 ? ` (and ${findings.length - 1} more)` : ""}`,
    { findings },
  );
}

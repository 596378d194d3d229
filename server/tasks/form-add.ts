import { basename } from "node:path";
import { parseArgs } from "node:util";
import { Slug } from "#policies/text.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { addForm } from "#server/forms/add-form.ts";
import { listForms } from "#server/forms/list-forms.ts";
import { publishForm } from "#server/forms/publish-form.ts";
import { readAssociation } from "#server/tasks/association-option.ts";
import { UsageError } from "#server/tasks/usage-error.ts";
import { countOf, readFileName, readNamedFile } from "#server/tasks/words.ts";
import type { Task } from "#server/tasks/task.ts";

export const formAdd: Task = {
  name: "form add",
  usage: "form add --association A [--id ID] [--title TEXT] [--new-version] [--draft] [--json] FILE",
  summary:
    "Adds a SurveyJS form (JSON) and publishes it; the id is the file's name unless given. A form that is there gets another version only with --new-version.",
  async run(deps, args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        association: { type: "string" },
        id: { type: "string" },
        title: { type: "string" },
        "new-version": { type: "boolean", default: false },
        draft: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const file = readFileName(positionals, "a form");
    const { id: associationId } = readAssociation(deps.policies, values.association);
    const id = readId(values.id, file);
    const definition = parseDefinition((await readNamedFile(io.cwd, file)).toString("utf8"), file);
    if (!values["new-version"]) await refuseKnown(deps, associationId, id);
    const added = await addForm(deps, { associationId, id, title: values.title, definition });
    if (!values.draft) await publishForm(deps, { associationId, id });
    const state = values.draft ? "kept as a draft" : "published";
    io.out(
      values.json
        ? JSON.stringify({ ...added, published: !values.draft })
        : `Form "${id}" of ${associationId}: version ${added.version} with ${countOf(added.items, "item")}, ${state}.`,
    );
    return 0;
  },
};

/** Never cut to fit: two files would become two versions of one form. */
function readId(given: string | undefined, file: string): string {
  const id =
    given ??
    basename(file)
      .replace(/\.json$/i, "")
      .toLowerCase();
  if (Slug.safeParse(id).success) return id;
  const problem =
    given === undefined ? `The file's name makes no id ("${id}"): give one with --id.` : `--id "${id}" is no id.`;
  throw new UsageError(`${problem} An id has at most 40 small letters of a–z, digits and hyphens.`);
}

/** Throws `conflict`, saying what is there, when the association has a form of this id. */
async function refuseKnown(deps: Pick<Deps, "store">, associationId: string, id: string): Promise<void> {
  const known = (await listForms(deps, associationId)).find((form) => form.id === id);
  if (!known) return;
  throw new AppError(
    "conflict",
    `There is a form "${id}" already: "${known.title}", ${countOf(known.versions.length, "version")}. Add another version of it with --new-version, or name this one with --id.`,
  );
}

function parseDefinition(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new AppError("invalid", `${file} is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

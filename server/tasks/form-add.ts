import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Slug } from "#policies/schema.ts";
import { AppError } from "#server/errors.ts";
import { addForm } from "#server/forms/add-form.ts";
import { publishForm } from "#server/forms/publish-form.ts";
import { parseInput } from "#server/http/valid.ts";
import { readAssociation } from "#server/tasks/association-option.ts";
import type { Task } from "#server/tasks/task.ts";

export const formAdd: Task = {
  name: "form add",
  usage: "form add --association A [--id ID] [--title TEXT] [--draft] [--json] FILE",
  summary: "Adds a SurveyJS form (JSON) and publishes it; the id is the file's name unless given.",
  async run(deps, args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        association: { type: "string" },
        id: { type: "string" },
        title: { type: "string" },
        draft: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const file = positionals[0];
    if (file === undefined) throw new AppError("invalid", "Name the file of the form.");
    const { id: associationId } = readAssociation(deps.policies, values.association);
    const id = parseInput(
      Slug,
      values.id ??
        basename(file)
          .replace(/\.json$/, "")
          .toLowerCase()
          .slice(0, 40),
    );
    const definition = parseDefinition(await readFile(resolve(io.cwd, file), "utf8"), file);
    const added = await addForm(deps, { associationId, id, title: values.title, definition });
    if (!values.draft) await publishForm(deps, { associationId, id });
    const state = values.draft ? "kept as a draft" : "published";
    io.out(
      values.json
        ? JSON.stringify({ ...added, published: !values.draft })
        : `Form "${id}" of ${associationId}: version ${added.version} with ${added.items} items, ${state}.`,
    );
    return 0;
  },
};

function parseDefinition(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new AppError("invalid", `${file} is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

import { Hono } from "hono";
import { z } from "zod";
import { Mode } from "#policies/schema.ts";
import { Slug } from "#policies/text.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { addForm } from "#server/forms/add-form.ts";
import { importResponses } from "#server/forms/import-responses.ts";
import { getForm, listForms } from "#server/forms/list-forms.ts";
import { publishForm } from "#server/forms/publish-form.ts";
import { bodyWithin } from "#server/http/body-within.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";

const NewForm = z.strictObject({
  id: Slug,
  title: z.string().trim().min(1).max(200).optional(),
  definition: z.unknown(),
});

const ImportOptions = z.strictObject({
  association: z.string().optional(),
  apply: z.stringbool().default(false),
  again: z.stringbool().default(false),
  answeredOn: z.iso.date().optional(),
  service: Slug.optional(),
  mode: Mode.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
});

/** Forms: SurveyJS JSON in, the same JSON out; and answers that were collected elsewhere. */
export function formRoutes(deps: Deps) {
  return new Hono<CallerVariables>()
    .get("/forms", requireCaller(deps, "manageForms"), async (c) =>
      c.json({ forms: await listForms(deps, c.get("caller").associationId) }),
    )
    .post("/forms", requireCaller(deps, "manageForms"), bodyWithin(1024 * 1024), async (c) => {
      const { associationId } = c.get("caller");
      const form = parseInput(NewForm, await readJson(c.req.raw));
      return c.json(await addForm(deps, { ...form, associationId }), 201);
    })
    .get("/forms/:id", requireCaller(deps, "manageForms"), async (c) => {
      const version = parseInput(z.coerce.number().int().positive().optional(), c.req.query("version"));
      return c.json(
        await getForm(deps, { associationId: c.get("caller").associationId, id: c.req.param("id"), version }),
      );
    })
    .post("/forms/:id/publish", requireCaller(deps, "manageForms"), async (c) =>
      c.json(await publishForm(deps, { associationId: c.get("caller").associationId, id: c.req.param("id") })),
    )
    .post(
      "/forms/:id/responses/import",
      requireCaller(deps, "importResponses"),
      bodyWithin(64 * 1024 * 1024),
      async (c) => {
        const { association: _, ...options } = parseInput(ImportOptions, c.req.query());
        const bytes = new Uint8Array(await c.req.arrayBuffer());
        const { associationId } = c.get("caller");
        const report = await importResponses(deps, { ...options, bytes, associationId, form: c.req.param("id") });
        if (options.apply && report.problemLines > 0) {
          throw new AppError("unprocessable", "Nothing was imported: some lines need another look.", { report });
        }
        return c.json(report);
      },
    );
}

import { Hono } from "hono";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { bodyWithin } from "#server/http/body-within.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput } from "#server/http/valid.ts";
import { addDocument, MAX_SHELF_BYTES, NewDocument } from "#server/shelf/add-document.ts";
import { listShelf } from "#server/shelf/list-shelf.ts";
import { openDocument } from "#server/shelf/open-document.ts";

/** The documents that the relations officer works with (clause C10). Relative to `/api/v1`. */
export function shelfRoutes(deps: Deps) {
  const withinBounds = bodyWithin(MAX_SHELF_BYTES + 64 * 1024, "The document is larger than 10 MB.");
  return new Hono<CallerVariables>()
    .get("/shelf", requireCaller(deps, "readPolicy"), async (c) => {
      const policy = deps.policies.get(c.get("caller").associationId);
      if (!policy) throw new AppError("notFound", "There is nothing here.");
      return c.json({ tools: await listShelf(deps, policy) });
    })
    .post("/shelf", requireCaller(deps, "keepPolicy"), withinBounds, async (c) => {
      const document = parseInput(NewDocument, await readForm(c.req.raw));
      return c.json(await addDocument(deps, c.get("caller"), document), 201);
    })
    .get("/shelf/:id", requireCaller(deps, "readPolicy"), async (c) => {
      const { content, mediaType, name } = await openDocument(deps, c.get("caller").associationId, c.req.param("id"));
      return c.body(new Uint8Array(content), 200, {
        "Content-Type": mediaType,
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "sandbox",
      });
    });
}

async function readForm(request: Request): Promise<unknown> {
  try {
    return Object.fromEntries(await request.formData());
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("invalid", "The body is not a form with a file.");
  }
}

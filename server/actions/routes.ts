import { Hono, type Context } from "hono";
import { z } from "zod";
import type { Deps } from "#server/deps.ts";
import { closeAction } from "#server/actions/close-action.ts";
import { ActionEdit, editAction } from "#server/actions/edit-action.ts";
import { listActions, viewAction } from "#server/actions/list-actions.ts";
import { NewAction, openAction, policyOf } from "#server/actions/open-action.ts";
import { Publication, publishAction, withdrawAction } from "#server/actions/publish-action.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";

const Seen = z.strictObject({ seq: z.int().min(1) });

/** The improvement register: finding, change, and what came of it (clauses C6, C8). Relative to `/api/v1`. */
export function actionRoutes(deps: Deps) {
  const manage = requireCaller(deps, "manageActions");
  const where = (c: Context<CallerVariables>) => ({
    associationId: c.get("caller").associationId,
    id: c.req.param("id") ?? "",
  });
  const view = (c: Context<CallerVariables>) => viewAction(deps, where(c).associationId, where(c).id);

  return new Hono<CallerVariables>()
    .get("/actions", requireCaller(deps, "readEvidence"), async (c) =>
      c.json({
        actions: await listActions(deps, c.get("caller").associationId),
        units: policyOf(deps, c.get("caller").associationId).units,
      }),
    )
    .post("/actions", manage, async (c) => {
      const { associationId } = c.get("caller");
      const id = await openAction(deps, associationId, parseInput(NewAction, await readJson(c.req.raw)));
      return c.json(await viewAction(deps, associationId, id), 201);
    })
    .post("/actions/:id", manage, async (c) => {
      await editAction(deps, where(c), parseInput(ActionEdit, await readJson(c.req.raw)));
      return c.json(await view(c));
    })
    .post("/actions/:id/close", manage, async (c) => {
      const { seq } = parseInput(Seen, await readJson(c.req.raw));
      await closeAction(deps, { ...where(c), seq });
      return c.json(await view(c));
    })
    .post("/actions/:id/publish", manage, async (c) => {
      await publishAction(deps, where(c), parseInput(Publication, await readJson(c.req.raw)));
      return c.json(await view(c));
    })
    .post("/actions/:id/withdraw", manage, async (c) => {
      const { seq } = parseInput(Seen, await readJson(c.req.raw));
      await withdrawAction(deps, where(c), seq);
      return c.json(await view(c));
    });
}

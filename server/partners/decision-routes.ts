import { Hono } from "hono";
import type { Deps } from "#server/deps.ts";
import { requireCaller, type Caller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";
import { decidePartnerRequest, PartnerDecision } from "#server/partners/decide-partner-request.ts";
import { getPartnershipView } from "#server/partners/get-partnership-view.ts";
import { listPartnerships } from "#server/partners/list-partnerships.ts";
import { getPartnership } from "#server/partners/partnership-rule.ts";
import { decideWeights, listWeights, NewWeights } from "#server/partners/priority-weights.ts";

/** What the committee decides on: requests of partners, and the weights of fair distribution (clause T15). */
export function partnerDecisionRoutes(deps: Deps) {
  const may = requireCaller(deps, "decidePartners");
  const view = ({ associationId }: Caller, id: string) =>
    getPartnershipView(deps, { scope: { associationId }, id, reader: { actor: "committee" } });
  return new Hono<CallerVariables>()
    .get("/partner-decisions", may, async (c) => {
      const { associationId } = c.get("caller");
      const { rule } = getPartnership(deps, associationId);
      const weights = await listWeights(deps.store.read, associationId, rule);
      return c.json({
        queue: await listPartnerships(deps, { scope: { associationId }, which: "waiting" }),
        weights: weights[0],
      });
    })
    .get("/partner-decisions/:id", may, async (c) => c.json(await view(c.get("caller"), c.req.param("id"))))
    .post("/partner-decisions/:id", may, async (c) => {
      const caller = c.get("caller");
      const id = c.req.param("id");
      const { seq, ...decision } = parseInput(PartnerDecision, await readJson(c.req.raw));
      await decidePartnerRequest(deps, {
        ...{ scope: { associationId: caller.associationId }, id, seq, decision },
        doer: { actor: "committee", id: caller.id },
      });
      return c.json(await view(caller, id));
    })
    .get("/partner-weights", may, async (c) => {
      const { associationId } = c.get("caller");
      const { rule } = getPartnership(deps, associationId);
      return c.json({ versions: await listWeights(deps.store.read, associationId, rule) });
    })
    .post("/partner-weights", may, async (c) => {
      const { associationId, id: by } = c.get("caller");
      const input = parseInput(NewWeights, await readJson(c.req.raw));
      return c.json(await decideWeights(deps, { ...input, associationId, by }), 201);
    });
}

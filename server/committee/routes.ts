import { Hono } from "hono";
import { z } from "zod";
import { decide, DecisionInput } from "#server/committee/decide.ts";
import { listQueue } from "#server/committee/list-queue.ts";
import { readCommitteeView } from "#server/committee/read-committee-view.ts";
import { askTimeToDecision, TimePeriod } from "#server/committee/time-to-decision.ts";
import type { Deps } from "#server/deps.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";
import { createTurns } from "#server/metrics/turns.ts";

const Reading = z.object({ lang: z.enum(["ar", "en"]).optional() });

/** The committee's queue and decisions (clause C15). Relative to `/api/v1`. */
export function committeeRoutes(deps: Deps) {
  const member = requireCaller(deps, "decideRequests");
  const inTurn = createTurns({ atOnce: 2, waiting: 50 });
  return new Hono<CallerVariables>()
    .get("/committee", member, async (c) => c.json({ queue: await listQueue(deps, c.get("caller").associationId) }))
    .get("/committee/time", member, async (c) => {
      const { from, to } = parseInput(TimePeriod, c.req.query());
      const { associationId } = c.get("caller");
      return c.json(await inTurn(() => askTimeToDecision(deps, { associationId, from, to })));
    })
    .get("/committee/:id", member, async (c) => {
      const { lang } = parseInput(Reading, c.req.query());
      return c.json(await readCommitteeView(deps, { caller: c.get("caller"), id: c.req.param("id"), language: lang }));
    })
    .post("/committee/:id/decision", member, async (c) => {
      const [caller, id] = [c.get("caller"), c.req.param("id")];
      await decide(deps, { caller, id, decision: parseInput(DecisionInput, await readJson(c.req.raw)) });
      return c.json(await readCommitteeView(deps, { caller, id }));
    });
}

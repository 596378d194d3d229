import { Hono } from "hono";
import { z } from "zod";
import { auditList } from "#server/audit/audit-list.ts";
import { decide, DecisionInput } from "#server/committee/decide.ts";
import { listQueue } from "#server/committee/list-queue.ts";
import { openCommitteeDocument } from "#server/committee/open-committee-document.ts";
import { openCommitteeView, readCommitteeView } from "#server/committee/read-committee-view.ts";
import { askTimeToDecision, TimePeriod } from "#server/committee/time-to-decision.ts";
import type { Deps } from "#server/deps.ts";
import { sendFile } from "#server/documents/send-file.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";
import { createTurns } from "#server/metrics/turns.ts";
import { getRequest } from "#server/requests/request-subject.ts";

const Reading = z.object({ lang: z.enum(["ar", "en"]).optional() });

/** The committee's queue and decisions (clause C15). Relative to `/api/v1`. */
export function committeeRoutes(deps: Deps) {
  const member = requireCaller(deps, "decideRequests");
  const inTurn = createTurns({ atOnce: 2, waiting: 50 });
  return new Hono<CallerVariables>()
    .get("/committee", member, async (c) => {
      const caller = c.get("caller");
      const queue = await listQueue(deps, caller.associationId);
      await auditList(deps, caller, { entity: "request", rows: queue.length });
      return c.json({ queue });
    })
    .get("/committee/time", member, async (c) => {
      const { from, to } = parseInput(TimePeriod, c.req.query());
      const { associationId } = c.get("caller");
      return c.json(await inTurn(() => askTimeToDecision(deps, { associationId, from, to })));
    })
    .get("/committee/:id", member, async (c) => {
      const { lang } = parseInput(Reading, c.req.query());
      return c.json(await readCommitteeView(deps, { caller: c.get("caller"), id: c.req.param("id"), language: lang }));
    })
    .get("/committee/:id/documents/:documentId", member, async (c) => {
      const { id, documentId } = c.req.param();
      return sendFile(c, await openCommitteeDocument(deps, c.get("caller"), { requestId: id, documentId }));
    })
    .post("/committee/:id/decision", member, async (c) => {
      const [caller, id] = [c.get("caller"), c.req.param("id")];
      await decide(deps, { caller, id, decision: parseInput(DecisionInput, await readJson(c.req.raw)) });
      // What was sent back is out of the committee's sight from the next reading on.
      const found = await getRequest(deps, { associationId: caller.associationId, id });
      return c.json(await openCommitteeView(deps, { caller, found, language: "ar" }));
    });
}

import { Hono } from "hono";
import { z } from "zod";
import {
  acknowledgeComplaint,
  Acknowledgement,
  answerComplaint,
  ComplaintAnswer,
} from "#server/complaints/answer-complaint.ts";
import { listComplaints, readComplaintCursor } from "#server/complaints/list-complaints.ts";
import { readComplaint } from "#server/complaints/read-complaint.ts";
import { NewComplaint, recordComplaint } from "#server/complaints/record-complaint.ts";
import type { Deps } from "#server/deps.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";

const Page = z.strictObject({
  association: z.string().optional(),
  state: z.enum(["open", "closed"]).default("open"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^[\d-]{1,16}\.[0-9a-f-]{36}$/)
    .optional(),
});

/** Complaints and objections for those who record and answer them (clause C18); the words only for who answers. */
export function complaintRoutes(deps: Deps) {
  const records = requireCaller(deps, "recordComplaints");
  const answers = requireCaller(deps, "answerComplaints");
  return new Hono<CallerVariables>()
    .get("/complaints", records, async (c) => {
      const { state, limit, cursor } = parseInput(Page, c.req.query());
      const from = cursor === undefined ? undefined : readComplaintCursor(cursor);
      return c.json(await listComplaints(deps, c.get("caller").associationId, { state, limit, cursor: from }));
    })
    .post("/complaints", records, async (c) => {
      const caller = c.get("caller");
      const complaint = parseInput(NewComplaint, await readJson(c.req.raw));
      return c.json(await recordComplaint(deps, { associationId: caller.associationId, caller }, complaint), 201);
    })
    .get("/complaints/:id", answers, async (c) => c.json(await readComplaint(deps, c.get("caller"), c.req.param("id"))))
    .post("/complaints/:id/acknowledgement", answers, async (c) => {
      const given = parseInput(Acknowledgement, await readJson(c.req.raw));
      await acknowledgeComplaint(deps, c.get("caller"), c.req.param("id"), given);
      return c.json(await readComplaint(deps, c.get("caller"), c.req.param("id")));
    })
    .post("/complaints/:id/answer", answers, async (c) => {
      const given = parseInput(ComplaintAnswer, await readJson(c.req.raw));
      await answerComplaint(deps, c.get("caller"), c.req.param("id"), given);
      return c.json(await readComplaint(deps, c.get("caller"), c.req.param("id")));
    });
}

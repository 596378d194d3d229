import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { Slug } from "#policies/text.ts";
import { caseText, Reason } from "#server/cases/case-text.ts";
import { assessRecovery, Assessment } from "#server/cases/assess-recovery.ts";
import { changePerson, ChangedPerson } from "#server/cases/change-person.ts";
import { countSteps } from "#server/cases/count-steps.ts";
import { getCaseRule } from "#server/cases/find-case.ts";
import { Criteria, judgeCriteria } from "#server/cases/judge-criteria.ts";
import { listCases } from "#server/cases/list-cases.ts";
import { listFollowUps } from "#server/cases/list-follow-ups.ts";
import { listProgrammes } from "#server/cases/list-programmes.ts";
import { markExternal, Move, moveCase, Seen } from "#server/cases/move-case.ts";
import { NewPerson, openCase } from "#server/cases/open-case.ts";
import { readCase } from "#server/cases/read-case.ts";
import { FollowUpResult, recordFollowUp } from "#server/cases/record-follow-up.ts";
import { NewProgramme, recordProgramme } from "#server/cases/record-programme.ts";
import { REPORT_MEGABYTES, writeReport } from "#server/cases/write-report.ts";
import type { Deps } from "#server/deps.ts";
import { openReport } from "#server/documents/open-report.ts";
import { readUpload } from "#server/documents/read-upload.ts";
import { sendFile } from "#server/documents/send-file.ts";
import { requireCaller, type Caller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";

const Page = z.object({
  state: z.enum(["open", "ended"]).default("open"),
  step: Slug.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}\.\d{4}-\d{4,9}$/)
    .optional(),
});

const Report = z.strictObject({
  seq: z.coerce.number().int().min(1),
  text: caseText(40_000).default(""),
  file: z.instanceof(File, { error: "a file" }).optional(),
});

const Opening = z.strictObject({ reason: Reason });

/** Cases of associations that accompany people (clauses I1–I11); elsewhere there is nothing. Relative to `/api/v1`. */
export function caseRoutes(deps: Deps) {
  const work = requireCaller(deps, "workCases");
  const restricted = requireCaller(deps, "readRestricted");
  /** Where nobody is accompanied, there is nothing, whatever is sent. */
  const here = createMiddleware<CallerVariables>((c, next) => {
    getCaseRule(deps, c.get("caller").associationId);
    return next();
  });
  const changed = async (caller: Caller, id: string, doing: Promise<void>) => {
    await doing;
    return readCase(deps, caller, id, "change");
  };
  return new Hono<CallerVariables>()
    .get("/cases", work, here, async (c) => {
      const page = parseInput(Page, c.req.query());
      return c.json(await listCases(deps, { associationId: c.get("caller").associationId, ...page }));
    })
    .post("/cases", work, here, async (c) => {
      const id = await openCase(deps, c.get("caller"), parseInput(NewPerson, await readJson(c.req.raw)));
      return c.json(await readCase(deps, c.get("caller"), id), 201);
    })
    .get("/cases/steps", work, here, async (c) => c.json(await countSteps(deps, c.get("caller").associationId)))
    .get("/cases/follow-ups", work, here, async (c) => c.json(await listFollowUps(deps, c.get("caller").associationId)))
    .get("/cases/programmes", work, here, async (c) =>
      c.json(await listProgrammes(deps, c.get("caller").associationId)),
    )
    .post("/cases/programmes", work, here, async (c) => {
      await recordProgramme(deps, c.get("caller"), parseInput(NewProgramme, await readJson(c.req.raw)));
      return c.json(await listProgrammes(deps, c.get("caller").associationId), 201);
    })
    .get("/cases/:id", work, here, async (c) => c.json(await readCase(deps, c.get("caller"), c.req.param("id"))))
    .post("/cases/:id/person", work, here, async (c) => {
      const input = parseInput(ChangedPerson, await readJson(c.req.raw));
      const id = c.req.param("id");
      return c.json(await changed(c.get("caller"), id, changePerson(deps, c.get("caller"), id, input)));
    })
    .post("/cases/:id/moves", work, here, async (c) => {
      const input = parseInput(Move, await readJson(c.req.raw));
      const id = c.req.param("id");
      return c.json(await changed(c.get("caller"), id, moveCase(deps, c.get("caller"), id, input)));
    })
    .post("/cases/:id/send", work, here, async (c) => {
      const { seq } = parseInput(Seen, await readJson(c.req.raw));
      const id = c.req.param("id");
      const doing = markExternal(deps, c.get("caller"), { id, seq, type: "send" });
      return c.json(await changed(c.get("caller"), id, doing));
    })
    .post("/cases/:id/return", work, here, async (c) => {
      const { seq } = parseInput(Seen, await readJson(c.req.raw));
      const id = c.req.param("id");
      const doing = markExternal(deps, c.get("caller"), { id, seq, type: "return" });
      return c.json(await changed(c.get("caller"), id, doing));
    })
    .post("/cases/:id/criteria", work, here, async (c) => {
      const input = parseInput(Criteria, await readJson(c.req.raw));
      const id = c.req.param("id");
      return c.json(await changed(c.get("caller"), id, judgeCriteria(deps, c.get("caller"), id, input)));
    })
    .post("/cases/:id/assessments", work, here, async (c) => {
      const input = parseInput(Assessment, await readJson(c.req.raw));
      const id = c.req.param("id");
      return c.json(await changed(c.get("caller"), id, assessRecovery(deps, c.get("caller"), id, input)));
    })
    .post("/cases/:id/follow-ups/:followUpId", work, here, async (c) => {
      const result = parseInput(FollowUpResult, await readJson(c.req.raw));
      const { id, followUpId } = c.req.param();
      const doing = recordFollowUp(deps, c.get("caller"), { id, followUpId, result });
      return c.json(await changed(c.get("caller"), id, doing));
    })
    .post("/cases/:id/reports", restricted, here, async (c) => {
      const upload = parseInput(Report, Object.fromEntries(await readUpload(c, REPORT_MEGABYTES)));
      const { seq, text, file } = upload;
      const id = c.req.param("id");
      const report = {
        ...{ seq, text },
        file: file ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : undefined,
      };
      return c.json(await changed(c.get("caller"), id, writeReport(deps, c.get("caller"), id, report)));
    })
    .post("/cases/:id/reports/:documentId/open", restricted, here, async (c) => {
      const { reason } = parseInput(Opening, await readJson(c.req.raw));
      const { id, documentId } = c.req.param();
      const about = { subject: "case" as const, subjectId: id, documentId, reason };
      return sendFile(c, await openReport(deps, c.get("caller"), about));
    });
}

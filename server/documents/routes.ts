import { Hono } from "hono";
import { z } from "zod";
import type { Actor } from "#policies/journey-schema.ts";
import { Slug } from "#policies/text.ts";
import type { Deps } from "#server/deps.ts";
import { openDocument } from "#server/documents/open-document.ts";
import { readUpload } from "#server/documents/read-upload.ts";
import { sendFile } from "#server/documents/send-file.ts";
import { uploadDocument } from "#server/documents/upload-document.ts";
import { Verdict, verifyDocument } from "#server/documents/verify-document.ts";
import { AppError } from "#server/errors.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";
import { readRequestView } from "#server/requests/read-request-view.ts";
import { getRequest } from "#server/requests/request-subject.ts";

const DocumentForm = z.strictObject({
  rule: Slug,
  file: z.instanceof(File, { error: "a file" }),
  issuedOn: z.iso.date().optional(),
  expiresOn: z.iso.date().optional(),
});

/** Documents of requests, for those who receive people (clauses C12, T7, T8). Relative to `/api/v1`. */
export function documentRoutes(deps: Deps) {
  const receive = requireCaller(deps, "receivePeople");
  return new Hono<CallerVariables>()
    .post("/requests/:id/documents", receive, async (c) => {
      const caller = c.get("caller");
      const request = { associationId: caller.associationId, id: c.req.param("id") };
      const found = await getRequest(deps, request);
      const { documents } = found.service.request;
      if (documents.length === 0) throw new AppError("notFound", "The service asks for no documents.");
      const form = await readUpload(c, Math.max(...documents.map(({ megabytes }) => megabytes)));
      const given = parseInput(DocumentForm, Object.fromEntries([...form].filter(([, value]) => value !== "")));
      const { file, ...fields } = given;
      const upload = { ...fields, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
      await uploadDocument(deps, found, { upload, doer: { actor: caller.role as Actor, id: caller.id } });
      return c.json(await readRequestView(deps, { ...request, reader: caller }), 201);
    })
    .post("/requests/:id/documents/:documentId/verdict", receive, async (c) => {
      const caller = c.get("caller");
      const request = { associationId: caller.associationId, id: c.req.param("id") };
      const verdict = parseInput(Verdict, await readJson(c.req.raw));
      const found = await getRequest(deps, request);
      await verifyDocument(deps, found, { caller, documentId: c.req.param("documentId"), verdict });
      return c.json(await readRequestView(deps, { ...request, reader: caller }));
    })
    .get("/requests/:id/documents/:documentId", receive, async (c) => {
      const { id, documentId } = c.req.param();
      return sendFile(c, await openDocument(deps, c.get("caller"), { requestId: id, documentId }));
    });
}

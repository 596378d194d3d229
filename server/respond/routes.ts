import { Hono, type Context } from "hono";
import type { Json } from "#surveys/form.ts";
import { answersFromFormData } from "#surveys/html-form.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { bodyWithin } from "#server/http/body-within.ts";
import { parseInput, readJson } from "#server/http/valid.ts";
import { consentFor } from "#server/respond/consent.ts";
import { findInvitation, findServicePoint, type Source } from "#server/respond/find-source.ts";
import { renderOutcome } from "#server/respond/page-outcome.ts";
import { formOf, submit, SubmissionBody } from "#server/respond/submit.ts";

/** More than the longest honest answer; what is larger is refused before it is read. */
const MAX_BODY = 256 * 1024;

/** Answers come in: by the page's script as JSON, or by the plain HTML form. */
export function submissionRoutes(deps: Deps) {
  const limit = bodyWithin(MAX_BODY);
  return new Hono()
    .post("/e/:token", limit, async (c) =>
      receive(deps, c, await findInvitation(deps.store.read, c.req.param("token"), deps.clock())),
    )
    .post("/q/:code", limit, async (c) => receive(deps, c, await findServicePoint(deps.store.read, c.req.param("code"))));
}

async function receive(deps: Deps, c: Context, source: Source | undefined): Promise<Response> {
  c.header("Cache-Control", "no-store");
  c.header("Referrer-Policy", "no-referrer");
  const type = c.req.header("content-type") ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) return receiveHtml(deps, c, source);
  if (!type.startsWith("application/json")) throw new AppError("unsupported", "Send JSON or a plain HTML form.");
  if (!source) throw new AppError("notFound", "This link is not valid.");
  const body = parseInput(SubmissionBody, await readJson(c.req.raw));
  const { receipt, created } = await submit(deps, source, body, consentHash(deps, source, body.language));
  return c.json({ receipt }, created ? 201 : 200);
}

/** Which words the person agreed to; the association of a source always has a policy. */
function consentHash(deps: Deps, source: Source, language: string): string {
  const policy = deps.policies.get(source.associationId);
  return policy ? consentFor(policy, language).hash : "";
}

async function receiveHtml(deps: Deps, c: Context, source: Source | undefined): Promise<Response> {
  if (!source) return renderOutcome(deps, c, { outcome: "unknown" });
  const entries = [...new URLSearchParams(await c.req.text())];
  const field = (name: string) => entries.find(([key]) => key === name)?.[1] ?? "";
  const form = await formOf(deps, source);
  const answers: Record<string, Json> = answersFromFormData(
    form.compiled,
    entries.filter(([name]) => name !== "submissionId" && name !== "language"),
  );
  const body = parseInput(SubmissionBody, { submissionId: field("submissionId"), language: field("language"), answers });
  try {
    const { receipt } = await submit(deps, source, body, consentHash(deps, source, body.language));
    return await renderOutcome(deps, c, { outcome: "saved", source, language: body.language, receipt });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return renderOutcome(deps, c, { outcome: "refused", source, form, language: body.language, body, answers, error });
  }
}

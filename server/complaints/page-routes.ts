import { randomUUID } from "node:crypto";
import { Hono, type Context } from "hono";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { z } from "zod";
import type { Policy } from "#policies/schema.ts";
import { bothCalendars } from "#server/apply/plain-dates.ts";
import { hashComplaintCode } from "#server/complaints/complaint-code.ts";
import { toComplaintLine } from "#server/complaints/complaint-line.ts";
import {
  renderCodePage,
  renderComplaintPage,
  renderComplaintTaken,
  type ComplaintProblem,
} from "#server/complaints/complaint-page.ts";
import { COMPLAINT_LANGUAGES } from "#server/complaints/complaint-texts.ts";
import { renderFollowedPage } from "#server/complaints/followed-page.ts";
import { openWords } from "#server/complaints/read-complaint.ts";
import { NewComplaint, recordComplaint } from "#server/complaints/record-complaint.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { readText } from "#server/http/body-within.ts";
import { addressOf } from "#server/http/sign-in-throttle.ts";
import { readFollowCode } from "#server/requests/follow-code.ts";
import { renderNotFoundPage } from "#server/respond/page-endings.ts";
import { SHOW } from "#server/respond/page-frame.ts";
import { pageHeaders } from "#server/respond/page-headers.ts";
import { chooseLanguage } from "#server/respond/page-language.ts";

const MAX_BODY = 64 * 1024;
/** Complaints from one address in an hour: more than a full waiting room, less than a machine. */
const AN_HOUR = { points: 60, duration: 3_600 };

/** Anybody complains at `/a/{association}/complaint` and follows it at `/c/{code}`, without JavaScript (clause C18). */
export function complaintPageRoutes(deps: Deps) {
  const throttle = new RateLimiterMemory(AN_HOUR);
  return new Hono()
    .use("/a/:association/complaint", pageHeaders)
    .use("/c", pageHeaders)
    .use("/c/*", pageHeaders)
    .get("/a/:association/complaint", (c) => {
      const policy = deps.policies.get(c.req.param("association"));
      return policy
        ? c.html(renderComplaintPage({ policy, ...asked(c, policy), submissionId: randomUUID() }))
        : notFound(c);
    })
    .post("/a/:association/complaint", async (c) => {
      const policy = deps.policies.get(c.req.param("association"));
      return policy ? receive(deps, throttle, c, policy) : notFound(c);
    })
    .get("/c", (c) => c.html(renderCodePage(asked(c).language, COMPLAINT_LANGUAGES, false)))
    .post("/c", async (c) => {
      const fields = new URLSearchParams(await readText(c, MAX_BODY));
      const code = readFollowCode(fields.get("code") ?? "");
      const { language } = asked(c, undefined, fields.get("language") ?? undefined);
      const known = code === undefined ? undefined : await findByCode(deps, code);
      if (!known || code === undefined) return c.html(renderCodePage(language, COMPLAINT_LANGUAGES, true), 404);
      return c.redirect(`/c/${code}?lang=${language}`, 303);
    })
    .get("/c/:code", async (c) => {
      const code = readFollowCode(c.req.param("code"));
      const row = code === undefined ? undefined : await findByCode(deps, code);
      const policy = row && deps.policies.get(row.association_id);
      if (!row || !policy) return notFound(c);
      const now = deps.clock();
      const { answer } = openWords(deps, row);
      const complaint = toComplaintLine(policy, row, now);
      return c.html(renderFollowedPage({ policy, ...asked(c, policy), complaint, answer, now }));
    });
}

async function receive(deps: Deps, throttle: RateLimiterMemory, c: Context, policy: Policy): Promise<Response> {
  if (!(c.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded")) {
    throw new AppError("unsupported", "Send a plain HTML form.");
  }
  const fields = new URLSearchParams(await readText(c, MAX_BODY));
  const field = (name: string) => fields.get(name) ?? "";
  const { language, languages } = asked(c, policy, field("language"));
  const id = z.uuid().safeParse(field("submissionId"));
  const submissionId = id.success ? id.data : randomUUID();
  const values = { text: field("text").slice(0, 20_000), service: field("service") };
  const again = (problem: ComplaintProblem | undefined, status: 200 | 409 | 422 | 429 | 503) => {
    const number = problem === "otherText" ? randomUUID() : submissionId;
    return c.html(renderComplaintPage({ policy, language, languages, submissionId: number, values, problem }), status);
  };
  if (c.req.query(SHOW) !== undefined) return again(undefined, 200);
  const channel = policy.channels.find(({ kind }) => kind === "website")?.id ?? "";
  const known = policy.services.some((service) => service.id === values.service) ? values.service : "";
  const complaint = NewComplaint.safeParse({ text: field("text"), service: known, channel, kind: "", submissionId });
  if (!complaint.success) return again(values.text.trim().length < 5 ? "tooShort" : "tooLong", 422);
  const isWithin = await throttle.consume(addressOf(c, deps.settings.trustProxy)).then(
    () => true,
    () => false,
  );
  if (!isWithin) return again("tooMany", 429);
  try {
    const taken = await recordComplaint(deps, { associationId: policy.id, caller: undefined }, complaint.data);
    const dueOn = bothCalendars(language, taken.dueOn);
    return c.html(renderComplaintTaken({ policy, language, code: taken.code, dueOn }), 201);
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return again("otherText", 409);
    deps.log.error({ err: error }, "a complaint could not be taken");
    return again("notSaved", 503);
  }
}

function findByCode({ store }: Pick<Deps, "store">, code: string) {
  return store.read
    .selectFrom("complaint")
    .selectAll()
    .where("code_hash", "=", hashComplaintCode(code))
    .executeTakeFirst();
}

/** In which language a page is shown, and which are offered. */
function asked(c: Context, policy?: Policy, posted?: string): { language: string; languages: readonly string[] } {
  const offered = COMPLAINT_LANGUAGES.filter((language) => policy?.languages.includes(language) ?? true);
  const languages = offered.length > 0 ? offered : (["ar"] as const);
  const wanted = [c.req.query("lang"), c.req.query(SHOW), posted];
  return {
    language: chooseLanguage({ wanted, accept: c.req.header("accept-language"), offered: languages }),
    languages,
  };
}

function notFound(c: Context): Response | Promise<Response> {
  return c.html(renderNotFoundPage(asked(c).language), 404);
}

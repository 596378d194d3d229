import { Hono } from "hono";
import { z } from "zod";
import type { Actor } from "#policies/journey-schema.ts";
import { Slug } from "#policies/text.ts";
import { auditList } from "#server/audit/audit-list.ts";
import type { Deps } from "#server/deps.ts";
import { requireCaller, type Caller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";
import { words } from "#server/http/words.ts";
import type { Doer } from "#server/journeys/in-journey.ts";
import { readNotices } from "#server/notices/read-notices.ts";
import { correctAnswers, CorrectionInput } from "#server/requests/correct-answers.ts";
import { handOverCode } from "#server/requests/hand-over-code.ts";
import { judgeRequest } from "#server/requests/judge-request.ts";
import { listOffers } from "#server/requests/list-offers.ts";
import { listRequests, RequestFilter } from "#server/requests/list-requests.ts";
import { MoveDetail, moveRequest } from "#server/requests/move-request.ts";
import { DeclarationInput, NewRequest } from "#server/requests/new-request.ts";
import { openRequest } from "#server/requests/open-request.ts";
import { ProofInput, proveNeed } from "#server/requests/prove-need.ts";
import { readRequestView } from "#server/requests/read-request-view.ts";
import { sendRequest } from "#server/requests/send-request.ts";
import { signRequest } from "#server/requests/sign-request.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";

/** The number of the last event that whoever acts has seen. */
const seq = z.int().min(1);

/** At the desk the officer reads the consent out: the text that holds now is the one that was agreed to. */
const DeskRequest = NewRequest.omit({ consentVersion: true, way: true }).extend({
  way: NewRequest.shape.way.exclude(["online"]),
  consent: z.literal(true),
});
const Move = z.strictObject({ seq, outcome: Slug, detail: MoveDetail.default({}) });
const Seen = z.strictObject({ seq });
const Sent = z.strictObject({ seq, note: words(2_000).optional() });
const Declared = z.strictObject({ seq, ...DeclarationInput.shape });
const Reading = z.object({ lang: z.enum(["ar", "en"]).optional() });

/** Requests of beneficiaries, for those who receive people (clauses C11–C17). Relative to `/api/v1`. */
export function requestRoutes(deps: Deps) {
  const receive = requireCaller(deps, "receivePeople");
  const view = (caller: Caller, id: string, language?: "ar" | "en") =>
    readRequestView(deps, {
      associationId: caller.associationId,
      id,
      reader: caller,
      ...(language ? { language } : {}),
    });
  const by = (caller: Caller, id: string) => ({ associationId: caller.associationId, id, doer: toDoer(caller) });

  return new Hono<CallerVariables>()
    .get("/requests", receive, async (c) => {
      const caller = c.get("caller");
      const { association: _, ...filter } = parseInput(RequestFilter, c.req.query());
      const page = await listRequests(deps, { associationId: caller.associationId, ...filter });
      await auditList(deps, caller, { entity: "request", rows: page.requests.length });
      return c.json(page);
    })
    .post("/requests", receive, async (c) => {
      const caller = c.get("caller");
      const { consent: _, ...input } = parseInput(DeskRequest, await readJson(c.req.raw));
      const consentVersion = getPolicy(deps, caller.associationId).consent?.version ?? 0;
      const { created, ...opened } = await openRequest(deps, {
        ...input,
        consentVersion,
        associationId: caller.associationId,
        doer: toDoer(caller),
      });
      return c.json(opened, created ? 201 : 200);
    })
    .get("/requests/offers", receive, async (c) =>
      c.json(await listOffers(deps, getPolicy(deps, c.get("caller").associationId))),
    )
    .get("/requests/:id", receive, async (c) =>
      c.json(await view(c.get("caller"), c.req.param("id"), parseInput(Reading, c.req.query()).lang)),
    )
    .post("/requests/:id/moves", receive, async (c) => {
      const [caller, id] = [c.get("caller"), c.req.param("id")];
      await moveRequest(deps, { ...by(caller, id), ...parseInput(Move, await readJson(c.req.raw)) });
      return c.json(await view(caller, id));
    })
    .post("/requests/:id/proofs", receive, async (c) => {
      const [caller, id] = [c.get("caller"), c.req.param("id")];
      await proveNeed(deps, { ...by(caller, id), ...parseInput(ProofInput, await readJson(c.req.raw)) });
      return c.json(await view(caller, id));
    })
    .post("/requests/:id/answers", receive, async (c) => {
      const [caller, id] = [c.get("caller"), c.req.param("id")];
      const { lang: language = "ar" } = parseInput(Reading, c.req.query());
      const correction = parseInput(CorrectionInput, await readJson(c.req.raw));
      await correctAnswers(deps, { caller, id, language, correction });
      return c.json(await view(caller, id, language));
    })
    .post("/requests/:id/eligibility", receive, async (c) => {
      const [caller, id] = [c.get("caller"), c.req.param("id")];
      await judgeRequest(deps, { ...by(caller, id), ...parseInput(Seen, await readJson(c.req.raw)) });
      return c.json(await view(caller, id));
    })
    .post("/requests/:id/declarations", receive, async (c) => {
      const [caller, id] = [c.get("caller"), c.req.param("id")];
      const { seq: seen, ...declaration } = parseInput(Declared, await readJson(c.req.raw));
      await signRequest(deps, { ...by(caller, id), seq: seen, declaration });
      return c.json(await view(caller, id));
    })
    .post("/requests/:id/send", receive, async (c) => {
      const [caller, id] = [c.get("caller"), c.req.param("id")];
      await sendRequest(deps, { ...by(caller, id), type: "send", ...parseInput(Sent, await readJson(c.req.raw)) });
      return c.json(await view(caller, id));
    })
    .post("/requests/:id/return", receive, async (c) => {
      const [caller, id] = [c.get("caller"), c.req.param("id")];
      await sendRequest(deps, { ...by(caller, id), type: "return", ...parseInput(Sent, await readJson(c.req.raw)) });
      return c.json(await view(caller, id));
    })
    .post("/requests/:id/code", receive, async (c) => {
      parseInput(z.strictObject({}), await readJson(c.req.raw));
      return c.json(await handOverCode(deps, c.get("caller"), c.req.param("id")));
    })
    .post("/requests/:id/told", receive, async (c) => {
      const [caller, id] = [c.get("caller"), c.req.param("id")];
      parseInput(z.strictObject({}), await readJson(c.req.raw));
      await readNotices(deps, { associationId: caller.associationId, id, by: "staff" });
      return c.json(await view(caller, id));
    });
}

/** Somebody of the association acts in the part of their role. */
export function toDoer({ role, id }: Pick<Caller, "role" | "id">): Doer {
  return { actor: role as Actor, id };
}

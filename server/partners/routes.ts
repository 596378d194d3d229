import { Hono } from "hono";
import { z } from "zod";
import type { Deps } from "#server/deps.ts";
import { requireCaller, type Caller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";
import { draftAgreement, NewAgreement } from "#server/partners/draft-agreement.ts";
import { evaluatePartnership, PartnershipEvaluation } from "#server/partners/evaluate-partnership.ts";
import { getPartnershipView } from "#server/partners/get-partnership-view.ts";
import { getPartnerView, listChoices } from "#server/partners/list-partners.ts";
import { listPartnerships } from "#server/partners/list-partnerships.ts";
import { listReminders } from "#server/partners/list-reminders.ts";
import { movePartnership, PartnershipMove } from "#server/partners/move-partnership.ts";
import { readImpact } from "#server/partners/partner-impact.ts";
import { getPartnership } from "#server/partners/partnership-rule.ts";
import { listWeights } from "#server/partners/priority-weights.ts";
import { PartnerDelivery, recordPartnerDelivery } from "#server/partners/record-partner-delivery.ts";
import { invitePartnerPerson, NewPartner, NewPartnerPerson, recordPartner } from "#server/partners/record-partner.ts";
import { Signing, signAgreement } from "#server/partners/sign-agreement.ts";
import { Study, studyPartnerRequest } from "#server/partners/study-partner-request.ts";
import { NewPartnerRequest, submitPartnerRequest } from "#server/partners/submit-partner-request.ts";

const Listing = z.strictObject({
  association: z.string().optional(),
  state: z.enum(["open", "ended", "all"]).default("open"),
});
const RequestOfPartner = NewPartnerRequest.extend({ partnerId: z.string().max(64) });

/** Partners and their requests, for those who study and accompany them. */
export function partnerRoutes(deps: Deps) {
  const may = requireCaller(deps, "studyPartners");
  const view = (caller: Caller, id: string) =>
    getPartnershipView(deps, { scope: scopeOf(caller), id, reader: { actor: "projects" } });
  const doing = (caller: Caller, id: string, seq?: number) => ({
    ...{ scope: scopeOf(caller), id, seq },
    doer: { actor: "projects", id: caller.id } as const,
  });
  return new Hono<CallerVariables>()
    .get("/partners", may, async (c) => {
      const { associationId } = c.get("caller");
      return c.json({
        ...(await readImpact(deps, associationId)),
        choices: await listChoices(deps, associationId),
      });
    })
    .post("/partners", may, async (c) => {
      const partner = parseInput(NewPartner, await readJson(c.req.raw));
      return c.json(await recordPartner(deps, c.get("caller").associationId, partner), 201);
    })
    .get("/partners/:id", may, async (c) =>
      c.json(await getPartnerView(deps, c.get("caller").associationId, c.req.param("id"))),
    )
    .post("/partners/:id/people", may, async (c) => {
      const person = parseInput(NewPartnerPerson, await readJson(c.req.raw));
      const { associationId } = c.get("caller");
      return c.json(await invitePartnerPerson(deps, { ...person, associationId, partnerId: c.req.param("id") }), 201);
    })
    .get("/partner-reminders", may, async (c) =>
      c.json({ reminders: await listReminders(deps, { scope: scopeOf(c.get("caller")), side: "association" }) }),
    )
    .get("/partner-requests", may, async (c) => {
      const { state } = parseInput(Listing, c.req.query());
      const scope = scopeOf(c.get("caller"));
      const { rule } = getPartnership(deps, scope.associationId);
      const [weights] = await listWeights(deps.store.read, scope.associationId, rule);
      return c.json({ requests: await listPartnerships(deps, { scope, which: state }), weights });
    })
    .post("/partner-requests", may, async (c) => {
      const caller = c.get("caller");
      const { associationId } = caller;
      const input = parseInput(RequestOfPartner, await readJson(c.req.raw));
      const doer = { actor: "projects", id: caller.id } as const;
      const { id } = await submitPartnerRequest(deps, { ...input, associationId, doer });
      return c.json(await view(caller, id), 201);
    })
    .get("/partner-requests/:id", may, async (c) => c.json(await view(c.get("caller"), c.req.param("id"))))
    .post("/partner-requests/:id/study", may, async (c) => {
      const { seq, scores } = parseInput(Study, await readJson(c.req.raw));
      await studyPartnerRequest(deps, { ...doing(c.get("caller"), c.req.param("id"), seq), scores });
      return c.json(await view(c.get("caller"), c.req.param("id")));
    })
    .post("/partner-requests/:id/agreement", may, async (c) => {
      const { seq, ...agreement } = parseInput(NewAgreement, await readJson(c.req.raw));
      await draftAgreement(deps, { ...doing(c.get("caller"), c.req.param("id"), seq), agreement });
      return c.json(await view(c.get("caller"), c.req.param("id")));
    })
    .post("/partner-requests/:id/sign", may, async (c) => {
      const { seq, agreementId } = parseInput(Signing, await readJson(c.req.raw));
      const signing = { ...doing(c.get("caller"), c.req.param("id"), seq), agreementId };
      await signAgreement(deps, { ...signing, side: "association" });
      return c.json(await view(c.get("caller"), c.req.param("id")));
    })
    .post("/partner-requests/:id/deliveries", may, async (c) => {
      const delivery = parseInput(PartnerDelivery, await readJson(c.req.raw));
      await recordPartnerDelivery(deps, { ...doing(c.get("caller"), c.req.param("id")), delivery });
      return c.json(await view(c.get("caller"), c.req.param("id")), 201);
    })
    .post("/partner-requests/:id/moves", may, async (c) => {
      const { seq, ...move } = parseInput(PartnershipMove, await readJson(c.req.raw));
      await movePartnership(deps, { ...doing(c.get("caller"), c.req.param("id"), seq), ...move });
      return c.json(await view(c.get("caller"), c.req.param("id")));
    })
    .post("/partner-requests/:id/evaluation", may, async (c) => {
      const { seq, ...given } = parseInput(PartnershipEvaluation, await readJson(c.req.raw));
      await evaluatePartnership(deps, {
        ...doing(c.get("caller"), c.req.param("id"), seq),
        ...given,
        side: "association",
      });
      return c.json(await view(c.get("caller"), c.req.param("id")));
    });
}

function scopeOf({ associationId }: Caller) {
  return { associationId };
}

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Policy } from "#policies/schema.ts";
import { Slug } from "#policies/text.ts";
import { AppError } from "#server/errors.ts";
import { withinJourney, type Doer } from "#server/journeys/in-journey.ts";
import { assertKnown } from "#server/journeys/known-id.ts";
import { proveAndGoOn, toPartnership, type PartnerDeps } from "#server/partners/in-partnership.ts";
import { getPartner, type PartnerRequestRow } from "#server/partners/partner.ts";
import { getPartnership } from "#server/partners/partnership-rule.ts";
import { line } from "#server/partners/plain-texts.ts";
import { decisionSteps } from "#server/partners/rank-requests.ts";
import { currentVersion } from "#server/policy/get-policy-version.ts";
import type { WriteTransaction } from "#server/store/store.ts";
import type { CompiledForm } from "#surveys/form.ts";

/** The formal request (clause T13); `answers` are those of the policy's form, which asks for the number and the aims. */
export const NewPartnerRequest = z.strictObject({
  service: Slug,
  title: line(150),
  answers: z.record(z.string().max(100), z.unknown()),
  language: z.enum(["ar", "en"]).default("ar"),
});

/**
 * Takes a partner's formal request in. Throws `unprocessable` naming what is missing or not known, and `conflict` naming the
 * request for the same service that is not decided yet: asking twice must not count twice in the order.
 */
export async function submitPartnerRequest(
  deps: PartnerDeps,
  {
    associationId,
    partnerId,
    doer,
    ...input
  }: z.infer<typeof NewPartnerRequest> & {
    associationId: string;
    partnerId: string;
    doer: Doer;
  },
): Promise<{ id: string }> {
  const { policy, rule, journey } = getPartnership(deps, associationId);
  assertKnown(
    "service",
    input.service,
    rule.services.map((id) => ({ id })),
  );
  await getPartner(deps.store.read, associationId, partnerId);
  const { compiled } = await deps.forms.latest(associationId, rule.form);
  const { answers, expected, aims } = checkFormalRequest(compiled, input.answers, input.language);
  const id = randomUUID();
  const now = deps.clock();
  await deps.store.write(async (tx) => {
    const row: PartnerRequestRow = {
      association_id: associationId,
      id,
      partner_id: partnerId,
      journey,
      policy_version: await currentVersion(tx, associationId),
      service: input.service,
      title: input.title,
      aims,
      expected,
      reached: null,
      answers: JSON.stringify(answers),
      opened_at: now,
      step: null,
      ending: null,
      since: now,
      seq: 0,
    };
    await requireNoneWaiting(tx, deps, { policy, associationId, partnerId, service: input.service });
    await tx.insertInto("partner_request").values(row).execute();
    await withinJourney(tx, deps, { subject: toPartnership(row, policy), doer }, async (open) => {
      await open.act({ type: "open" });
      await proveAndGoOn(open, "answers", doer);
      open.count({ measure: "partner-request", outcome: partnerId });
      open.count({ measure: "partner-expected", outcome: partnerId, n: expected });
    });
  });
  return { id };
}

async function requireNoneWaiting(
  tx: WriteTransaction,
  { store }: Pick<PartnerDeps, "store">,
  {
    policy,
    associationId,
    partnerId,
    service,
  }: { policy: Policy; associationId: string; partnerId: string; service: string },
): Promise<void> {
  if (store.dialect === "postgres") {
    // Two at once take their turn.
    await tx
      .selectFrom("partner")
      .select("id")
      .where("association_id", "=", associationId)
      .where("id", "=", partnerId)
      .forUpdate()
      .execute();
  }
  const first = await tx
    .selectFrom("partner_request")
    .select(["id", "title"])
    .where("association_id", "=", associationId)
    .where("partner_id", "=", partnerId)
    .where("service", "=", service)
    .where("ending", "is", null)
    .where("step", "in", stepsToDecision(policy))
    .orderBy("opened_at")
    .executeTakeFirst();
  if (!first) return;
  throw new AppError("conflict", "A request for this service waits for its decision already.", {
    reason: "alreadyAsked",
    ...first,
  });
}

/** Steps from the formal request to the committee's decision. */
function stepsToDecision(policy: Policy): string[] {
  const decides = decisionSteps(policy);
  return policy.journeys
    .filter(({ subject }) => subject === "partnership")
    .flatMap(({ steps }) => steps.slice(0, steps.findLastIndex(({ id }) => decides.includes(id)) + 1))
    .map(({ id }) => id);
}

/** Answers of the formal request, with the two things that every such form asks by these names. */
function checkFormalRequest(form: CompiledForm, given: unknown, language: string) {
  const checked = form.check(given, language);
  if (!checked.ok) {
    throw new AppError("unprocessable", "Some answers need another look.", { problems: checked.problems });
  }
  const expected = checked.answers["expected-beneficiaries"];
  const aims = checked.answers["aims"];
  if (typeof expected !== "number" || !Number.isInteger(expected) || expected < 1 || typeof aims !== "string") {
    throw new AppError("unprocessable", "A formal request says how many people it is for, and its aims.", {
      problems: [
        { field: "expected-beneficiaries", value: JSON.stringify(expected ?? ""), expected: "a whole number from 1" },
      ],
    });
  }
  return { answers: checked.answers, expected, aims };
}

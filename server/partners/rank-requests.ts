import type { Kysely } from "kysely";
import { todayIn } from "#policies/calendar.ts";
import { rank, type Ranked } from "#policies/priority-order.ts";
import type { PriorityEvidence } from "#policies/priority.ts";
import type { Policy } from "#policies/schema.ts";
import { attainedOf } from "#server/partners/attainment.ts";
import type { PartnerRequestRow } from "#server/partners/partner.ts";
import { ruleOf } from "#server/partners/partnership-rule.ts";
import { listWeights, type WeightsVersion } from "#server/partners/priority-weights.ts";
import type { Schema } from "#server/store/schema.ts";

/** The order among the requests that nobody has decided on yet, and the weights that it follows. */
export type Ranking = { readonly weights: WeightsVersion; readonly ranked: readonly Ranked[] };

/** Steps in which a request waits for the committee: those that are left with a quorum. */
export function decisionSteps(policy: Policy): readonly string[] {
  return policy.journeys
    .filter(({ subject }) => subject === "partnership")
    .flatMap(({ steps }) => steps)
    .filter(({ outcomes }) => outcomes.some(({ needs }) => needs.includes("quorum")))
    .map(({ id }) => id);
}

/**
 * Ranks all that wait for a decision (clause T15, METHODS 2.17), by the policy that holds now: one order, wherever it is
 * shown or asked for. Nothing that anybody rated is read.
 */
export async function rankRequests(
  db: Kysely<Schema>,
  { policy, now }: { policy: Policy; now: number },
): Promise<Ranking> {
  const rule = ruleOf(policy);
  const [weights] = await listWeights(db, policy.id, rule);
  const waiting = await db
    .selectFrom("partner_request")
    .selectAll()
    .where("association_id", "=", policy.id)
    .where("step", "in", decisionSteps(policy))
    .execute();
  const candidates = [];
  for (const row of waiting) {
    const evidence = await gatherEvidence(db, { policy, now, row });
    candidates.push({ id: row.id, evidence, waitingSince: todayIn(policy.timeZone, row.opened_at) });
  }
  return { weights, ranked: rank(candidates, weights.weights, weights.seed) };
}

async function gatherEvidence(
  db: Kysely<Schema>,
  { policy, now, row }: { policy: Policy; now: number; row: PartnerRequestRow },
): Promise<PriorityEvidence> {
  const { association_id: associationId, partner_id: partnerId } = row;
  const region = await db
    .selectFrom("partner")
    .select("region")
    .where("association_id", "=", associationId)
    .where("id", "=", partnerId)
    .executeTakeFirst();
  const scores = await db
    .selectFrom("study_score")
    .select("score")
    .where("association_id", "=", associationId)
    .where("partner_request_id", "=", row.id)
    .execute();
  const servedOn = await lastServedOn(db, { associationId, partnerId, today: todayIn(policy.timeZone, now) });
  return {
    monthsSinceServed: servedOn === null ? null : wholeMonths(servedOn, todayIn(policy.timeZone, now)),
    regionNeed: ruleOf(policy).regions.find(({ id }) => id === region?.region)?.need ?? null,
    attained: await attainedOf(db, { associationId, partnerId }),
    studyScores: scores.map(({ score }) => score),
  };
}

/** The last day on which an agreement that both signed was running; null when there was none. */
export async function lastServedOn(
  db: Kysely<Schema>,
  { associationId, partnerId, today }: { associationId: string; partnerId: string; today: string },
): Promise<string | null> {
  const rows = await db
    .selectFrom("agreement")
    .innerJoin("partner_request", (join) =>
      join
        .onRef("partner_request.association_id", "=", "agreement.association_id")
        .onRef("partner_request.id", "=", "agreement.partner_request_id"),
    )
    .select("agreement.ends_on")
    .where("agreement.association_id", "=", associationId)
    .where("partner_request.partner_id", "=", partnerId)
    .where("agreement.association_signed_at", "is not", null)
    .where("agreement.partner_signed_at", "is not", null)
    .execute();
  const days = rows.map(({ ends_on }) => (ends_on < today ? ends_on : today));
  return days.toSorted().at(-1) ?? null;
}

function wholeMonths(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split("-").map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split("-").map(Number);
  return Math.max(0, (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0));
}

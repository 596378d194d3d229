import { z } from "zod";
import { outcomesOf } from "#policies/journey-state.ts";
import type { Journey, Outcome } from "#policies/journey-schema.ts";
import { todayIn } from "#policies/calendar.ts";
import { Slug } from "#policies/text.ts";
import { AppError } from "#server/errors.ts";
import { requireNoOwnConflict, requireQuorum } from "#server/committee/require-quorum.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";
import { addNotice } from "#server/notices/add-notice.ts";
import { inPartnership, type Doing, type PartnerDeps } from "#server/partners/in-partnership.ts";
import { namesOf } from "#server/partners/names-of.ts";
import type { PartnerRequestRow } from "#server/partners/partner.ts";
import { getPartnership } from "#server/partners/partnership-rule.ts";
import { line, lines } from "#server/partners/plain-texts.ts";
import { lastServedOn, rankRequests } from "#server/partners/rank-requests.ts";

export const PartnerDecision = z.strictObject({
  seq: z.int().min(1),
  outcome: Slug,
  reason: lines(2000),
  present: z.array(line(100)).max(30),
  conflicts: z
    .array(z.strictObject({ name: line(100), what: line(300) }))
    .max(30)
    .default([]),
  /** Why one that stands behind others is accepted before them. */
  override: lines(2000).optional(),
});
type Decision = Omit<z.infer<typeof PartnerDecision>, "seq">;

const DAY = 86_400_000;

/**
 * Records what people decided (clause T15): the score advises, the committee decides, with a reason. Throws `unprocessable`
 * when too few are present without a conflict of interest, to whoever declares a conflict of their own, or when others go
 * first and nobody says why they do not.
 */
export function decidePartnerRequest(
  deps: PartnerDeps,
  { decision, ...doing }: Doing & { decision: Decision },
): Promise<void> {
  return inPartnership(deps, doing, async (open, row) => {
    const way = outcomesOf(open.journey, open.state()).find(({ id }) => id === decision.outcome);
    const effect = way && effectOf(open.journey, open.state().step, way);
    const names = await namesOf(open.tx, { associationId: row.association_id });
    requireNoOwnConflict(names.get(doing.doer.id) ?? "", decision);
    const isQuorum = requireQuorum(way, decision, open.policy.quorum);
    const { policy } = getPartnership(deps, row.association_id);
    const { weights, ranked } = await rankRequests(open.tx, { policy, now: open.now });
    const standing = ranked.find(({ id }) => id === row.id);
    if (effect === "accepted" && standing && standing.rank > 1 && !decision.override) {
      throw new AppError("unprocessable", "Others stand before this request. Say why it is accepted before them.", {
        reason: "override",
        rank: standing.rank,
        of: ranked.length,
      });
    }
    const { outcome, ...said } = decision;
    const priority = standing && {
      ...{ score: standing.priority.score, slices: standing.priority.slices, rank: standing.rank, of: ranked.length },
      ...{ ranks: standing.ranks, standing: standing.standing, weights: weights.version, seed: weights.seed },
    };
    const isFirst = !open.state().reopened;
    await open.act(
      { type: "move", outcome, given: isQuorum ? ["reason", "quorum"] : ["reason"] },
      { ...said, priority },
    );
    if (effect === undefined) return;
    await addNotice(open.tx, deps, {
      associationId: row.association_id,
      subject: "partnership",
      id: row.id,
      topic: effect === "accepted" ? "decided" : effect,
      detail: { reason: decision.reason },
    });
    if (effect !== "deferred") await countDecision(open, row, { effect, isFirst });
  });
}

/** What taking a way out of the committee's step means: on to another step, to an end, or staying. */
function effectOf(journey: Journey, step: string | null, way: Outcome): "accepted" | "refused" | "deferred" {
  if (way.to === step) return "deferred";
  return journey.steps.some(({ id }) => id === way.to) ? "accepted" : "refused";
}

async function countDecision(
  open: OpenJourney,
  row: PartnerRequestRow,
  { effect, isFirst }: { effect: "accepted" | "refused"; isFirst: boolean },
): Promise<void> {
  const countedAt = row.opened_at;
  const duration = Math.floor((open.now - row.opened_at) / DAY);
  if (isFirst) open.count({ measure: "partner-decided", outcome: effect, countedAt, duration });
  if (effect !== "accepted") return;
  const today = todayIn(open.policy.timeZone, open.now);
  const before = { associationId: row.association_id, partnerId: row.partner_id, today };
  const servedOn = await lastServedOn(open.tx, before);
  open.count({ measure: "partner-allocated", outcome: servedOn === null ? "first-time" : "served-before", countedAt });
}

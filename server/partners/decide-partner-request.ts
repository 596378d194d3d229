import { z } from "zod";
import { outcomesOf } from "#policies/journey-state.ts";
import type { Journey, Outcome } from "#policies/journey-schema.ts";
import { todayIn } from "#policies/calendar.ts";
import { Slug } from "#policies/text.ts";
import { AppError } from "#server/errors.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";
import { addNotice } from "#server/notices/add-notice.ts";
import { inPartnership, type Doing, type PartnerDeps } from "#server/partners/in-partnership.ts";
import type { PartnerRequestRow } from "#server/partners/partner.ts";
import { line, lines } from "#server/partners/plain-texts.ts";
import { lastServedOn, rankRequests } from "#server/partners/rank-requests.ts";

export const PartnerDecision = z.strictObject({
  seq: z.int().min(1),
  outcome: Slug,
  reason: lines(2000),
  present: z.array(line(100)).min(1).max(30),
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
 * when too few are present without a conflict of interest, or when others go first and nobody says why they do not.
 */
export function decidePartnerRequest(
  deps: PartnerDeps,
  { decision, ...doing }: Doing & { decision: Decision },
): Promise<void> {
  return inPartnership(deps, doing, async (open, row) => {
    const way = outcomesOf(open.journey, open.state()).find(({ id }) => id === decision.outcome);
    const effect = way && effectOf(open.journey, open.state().step, way);
    requireQuorum(open, decision);
    const { weights, ranked } = await rankRequests(open.tx, { policy: open.policy, now: open.now });
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
    await open.act({ type: "move", outcome, given: ["reason", "quorum"] }, { ...said, priority });
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

function requireQuorum({ policy }: OpenJourney, { present, conflicts }: Decision): void {
  const conflicted = new Set(conflicts.map(({ name }) => name));
  const voting = new Set(present.filter((name) => !conflicted.has(name)));
  if (voting.size >= policy.quorum) return;
  throw new AppError("unprocessable", "Too few members without a conflict of interest are present.", {
    reason: "quorum",
    present: voting.size,
    needed: policy.quorum,
  });
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

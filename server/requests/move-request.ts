import { z } from "zod";
import { NEEDS, outcomesOf, stepOf } from "#policies/journey-state.ts";
import { judge } from "#policies/judge-action.ts";
import type { Need } from "#policies/journey-schema.ts";
import { AppError } from "#server/errors.ts";
import { words } from "#server/http/words.ts";
import { inJourney, type Doer, type OpenJourney } from "#server/journeys/in-journey.ts";
import { journeyIn } from "#server/journeys/read-journey.ts";
import { refused } from "#server/journeys/refused.ts";
import { afterMove } from "#server/requests/after-move.ts";
import { DeliveryDetail, planDelivery } from "#server/requests/deliver-request.ts";
import type { RequestDeps } from "#server/requests/open-request.ts";
import { listOutcomeForms } from "#server/requests/outcome-evaluation.ts";
import { proveDocuments } from "#server/requests/prove-documents.ts";
import { readApplication } from "#server/requests/read-application.ts";
import { getRequest } from "#server/requests/request-subject.ts";
import type { EventDetail } from "#server/requests/request-view.ts";

/** What comes with a way out: `reason`, `referral` and `delivery` give the needs of the same names. */
export const MoveDetail = z.strictObject({
  reason: words(2_000, 3).optional(),
  note: words(2_000).optional(),
  referral: z
    .strictObject({
      type: z.enum(["out-of-field", "clinical", "social", "reporting-centre", "criteria"]),
      to: words(300, 2),
    })
    .optional(),
  delivery: DeliveryDetail.optional(),
  /** How an objection came that somebody writes down for the person. */
  way: z.enum(["phone", "interview", "letter", "walk-in"]).optional(),
});
export type MoveDetail = z.infer<typeof MoveDetail>;

/** What is kept of a way out: what came with it, and who decided. */
export type KeptDetail = MoveDetail & Pick<EventDetail, "present" | "conflicts">;

const GIVEN = ["reason", "referral", "delivery"] as const satisfies readonly Need[];

/**
 * Takes a way out of where a request stands, with all that follows from it, in one transaction. Throws `unprocessable` saying
 * what is missing and who can bring it, and `conflict` when others acted since `seq`.
 */
export async function moveRequest(
  deps: RequestDeps,
  {
    associationId,
    id,
    doer,
    seq,
    outcome,
    detail,
    extra,
  }: {
    associationId: string;
    id: string;
    doer: Doer;
    seq?: number | undefined;
    outcome: string;
    detail: MoveDetail;
    /** What the committee brings besides. */
    extra?: (open: OpenJourney) => { given: readonly Need[]; kept: Pick<KeptDetail, "present" | "conflicts"> };
  },
): Promise<void> {
  const found = await getRequest(deps, { associationId, id });
  const delivery = detail.delivery && (await planDelivery(deps, { found, detail: detail.delivery }));
  // Forms are fetched before the transaction, which must not wait for another connection.
  await readApplication(deps, found.row);
  const outcomeForms = await listOutcomeForms(deps, associationId, journeyIn(found.policy, found.row.journey));
  const refusal = await inJourney(
    deps,
    { subject: found.subject, doer, expectedSeq: seq },
    async (open): Promise<AppError | undefined> => {
      requireAsked(open, outcome, detail);
      const brought = extra?.(open);
      const given = [...GIVEN.filter((need) => detail[need] !== undefined), ...(brought?.given ?? [])];
      const action = { type: "move", outcome, given } as const;
      // A document that has meanwhile expired is noticed here, and stays noticed although the way is then closed.
      if (rests(open, outcome, "documents")) {
        const seen = open.state().seq;
        await proveDocuments(deps, open, found.row);
        const judged = judge(open.journey, open.state(), { action, actor: doer.actor, at: open.now });
        if (!judged.ok && open.state().seq !== seen) return refused(open.journey, open.state(), judged.refusal);
      }
      const before = open.state();
      const kept: KeptDetail = { ...detail, ...brought?.kept };
      await open.act(action, kept);
      await afterMove(deps, open, { found, before, outcome, detail, delivery, outcomeForms });
      return undefined;
    },
  );
  if (refusal) throw refusal;
}

/** A referral or a delivery that nobody asked for must not happen on the side. */
function requireAsked({ journey, state, doer }: OpenJourney, outcome: string, detail: MoveDetail): void {
  const way = outcomesOf(journey, state()).find(({ id }) => id === outcome);
  // The person may object once: whoever writes it down for them says how it came, and the person is told.
  if (way && state().ending !== null && doer.actor !== "applicant" && detail.way === undefined) {
    throw new AppError("unprocessable", "Say how the objection came.", { reason: "wayNeeded", path: "way" });
  }
  for (const part of ["referral", "delivery"] as const) {
    if (way && detail[part] !== undefined && !way.needs.includes(part)) {
      throw new AppError("unprocessable", `This way out takes no ${part}.`, { reason: "notAsked", path: part });
    }
  }
}

/** True when a way out of here needs this and it holds for the whole journey. */
function rests({ journey, state, doer }: OpenJourney, outcome: string, need: Need): boolean {
  const way = outcomesOf(journey, state()).find(({ id }) => id === outcome);
  if (!way?.by.includes(doer.actor) || !NEEDS[need].by.includes(doer.actor)) return false;
  return [...(stepOf(journey, state())?.needs ?? []), ...way.needs].includes(need);
}

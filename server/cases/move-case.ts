import { z } from "zod";
import { todayIn } from "#policies/calendar.ts";
import type { Need } from "#policies/journey-schema.ts";
import { missingFor } from "#policies/judge-action.ts";
import { outcomesOf } from "#policies/journey-state.ts";
import { Slug } from "#policies/text.ts";
import { caseText } from "#server/cases/case-text.ts";
import { doerOf } from "#server/cases/doer.ts";
import { getCase, isAskedHere } from "#server/cases/find-case.ts";
import { areSettled } from "#server/cases/follow-up-state.ts";
import { listCaseFollowUps } from "#server/cases/list-case-follow-ups.ts";
import { dropFollowUps, scheduleFollowUps } from "#server/cases/schedule-follow-ups.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";
import { inJourney } from "#server/journeys/in-journey.ts";

export const Move = z.strictObject({
  seq: z.int().min(1),
  outcome: Slug,
  detail: z
    .strictObject({
      reason: caseText(2_000).optional(),
      referral: z
        .strictObject({
          type: z.enum(["out-of-field", "clinical", "social", "reporting-centre", "criteria"]),
          to: caseText(200).refine((to) => to.length > 0, "to whom"),
        })
        .optional(),
      /** The person was told where they are referred, and why. */
      told: z.boolean().optional(),
      place: z.enum(["inside", "abroad"]).optional(),
      note: caseText(2_000).optional(),
    })
    .default({}),
});
export const Seen = z.strictObject({ seq: z.int().min(1) });

type MoveDeps = Pick<Deps, "policies" | "store" | "seal" | "clock">;

/** Takes a way out of the step. Discharge sets the days of the follow-ups; leaving takes away those that were ahead. */
export async function moveCase(
  deps: MoveDeps,
  caller: Caller,
  id: string,
  { seq, outcome, detail }: z.infer<typeof Move>,
): Promise<void> {
  const { associationId } = caller;
  const { subject, policy, rule } = await getCase(deps, associationId, id);
  const today = todayIn(policy.timeZone, deps.clock());
  await inJourney(deps, { subject, doer: doerOf(caller), expectedSeq: seq }, async (open) => {
    const { act, count, journey, state, tx } = open;
    const wanted = outcomesOf(journey, state()).find((way) => way.id === outcome);
    // Whoever was not reached may be tried for some days; when these have passed, the follow-ups are over by themselves.
    if (wanted && missingFor(journey, state(), wanted).includes("follow-ups")) {
      const rows = await listCaseFollowUps(tx, associationId, id);
      if (areSettled(rows, { today, tryDays: rule.followUpTryDays })) {
        await act({ type: "prove", need: "follow-ups" });
      }
    }
    await act({ type: "move", outcome, given: givenBy(detail) }, detail);
    const about = { associationId, caseId: id, today };
    if (isAskedHere(journey, state(), "follow-ups")) {
      await scheduleFollowUps(open, { ...about, rule, place: detail.place ?? "" });
    }
    if (state().ending !== null) await dropFollowUps(open, about);
    if (detail.referral) {
      if (detail.referral.type === "out-of-field") count({ measure: "out-of-field" });
      count({ measure: "referral", outcome: detail.referral.type });
      if (detail.told === true) count({ measure: "referral-notified", outcome: detail.referral.type });
    }
  });
}

/** Marks that a case was sent to whom the step waits for, or that it has come back (clause I3). */
export async function markExternal(
  deps: MoveDeps,
  caller: Caller,
  { id, seq, type }: { id: string; seq: number; type: "send" | "return" },
): Promise<void> {
  const { subject } = await getCase(deps, caller.associationId, id);
  await inJourney(deps, { subject, doer: doerOf(caller), expectedSeq: seq }, ({ act }) => act({ type }));
}

function givenBy({ reason, referral }: { reason?: string | undefined; referral?: unknown }): Need[] {
  return [...(reason ? (["reason"] as const) : []), ...(referral ? (["referral"] as const) : [])];
}

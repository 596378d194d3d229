import { z } from "zod";
import { todayIn } from "#policies/calendar.ts";
import type { CaseDetail } from "#server/cases/case-view.ts";
import { caseText } from "#server/cases/case-text.ts";
import { countFollowUps } from "#server/cases/count-follow-ups.ts";
import { doerOf } from "#server/cases/doer.ts";
import { getCase, isAskedHere } from "#server/cases/find-case.ts";
import { areSettled, isRefused, toFollowUpLine, type FollowUpRow } from "#server/cases/follow-up-state.ts";
import { listCaseFollowUps } from "#server/cases/list-case-follow-ups.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { inJourney, type OpenJourney } from "#server/journeys/in-journey.ts";
import { refused as refusedBy } from "#server/journeys/refused.ts";
import { placeOf } from "#server/store/seal.ts";

export const FollowUpResult = z.strictObject({
  seq: z.int().min(1),
  outcome: z.enum(["reached", "not-reached", "refused"]),
  /** Where the person is now; also for the follow-ups that remain. */
  place: z.enum(["inside", "abroad"]).optional(),
  note: caseText(2_000).default(""),
});
type FollowUpResult = z.infer<typeof FollowUpResult>;

/**
 * Keeps what came of a follow-up (clause I11). Whoever was not reached may be tried again for the policy's number of days.
 * Refusing to be contacted is everybody's right: it closes this follow-up and all that remain. Once nobody needs to be
 * called any more, the need for follow-ups is proven.
 */
export async function recordFollowUp(
  deps: Pick<Deps, "policies" | "store" | "seal" | "clock">,
  caller: Caller,
  { id, followUpId, result }: { id: string; followUpId: string; result: FollowUpResult },
): Promise<void> {
  const { associationId } = caller;
  const { subject, policy, rule } = await getCase(deps, associationId, id);
  const today = todayIn(policy.timeZone, deps.clock());
  const about = { today, tryDays: rule.followUpTryDays };
  await inJourney(deps, { subject, doer: doerOf(caller), expectedSeq: result.seq }, async (open) => {
    const { act, journey, now, state, tx } = open;
    if (!isAskedHere(journey, state(), "follow-ups")) {
      throw refusedBy(journey, state(), { why: "notHere", by: [], missing: [], outcomes: [] });
    }
    const before = await listCaseFollowUps(tx, associationId, id);
    const found = before.find((row) => row.id === followUpId);
    if (!found) throw new AppError("notFound", "There is nothing here.");
    refuseUnlessOpen(found, { ...about, refused: isRefused(before) }, result);

    const note = deps.seal.seal(result.note, placeOf("follow_up", "note", associationId, found.id));
    const done = { outcome: result.outcome, done_at: now, by: caller.id };
    const after = before.map((row): FollowUpRow => {
      const waits = row.outcome === "";
      const place = result.place !== undefined && (waits || row === found) ? result.place : row.place;
      if (row === found) return { ...row, ...done, place, note_sealed: note };
      return waits && result.outcome === "refused" ? { ...row, ...done, place } : { ...row, place };
    });
    await keep(open, { associationId, caseId: id, rows: after, place: result.place });
    countFollowUps(open, before, after);
    const detail: CaseDetail = { followUp: { day: found.day, outcome: result.outcome } };
    await act({ type: areSettled(after, about) ? "prove" : "disprove", need: "follow-ups" }, detail);
  });
}

function refuseUnlessOpen(
  row: FollowUpRow,
  about: { today: string; tryDays: number; refused: boolean },
  { outcome }: FollowUpResult,
): void {
  const { state, dueOn, tryUntil } = toFollowUpLine(row, about);
  if (state === "settled") {
    throw new AppError("unprocessable", "This follow-up is closed.", { reason: "settled", tryUntil });
  }
  // Somebody may say at any time that they do not want to be called.
  if (state === "ahead" && outcome !== "refused") {
    throw new AppError("unprocessable", "It is too early for this follow-up.", { reason: "tooEarly", dueOn });
  }
}

async function keep(
  { tx }: OpenJourney,
  {
    associationId,
    caseId,
    rows,
    place,
  }: { associationId: string; caseId: string; rows: readonly FollowUpRow[]; place: string | undefined },
): Promise<void> {
  for (const { id, outcome, done_at, by, note_sealed, place } of rows) {
    await tx
      .updateTable("follow_up")
      .set({ outcome, done_at, by, note_sealed, place })
      .where("association_id", "=", associationId)
      .where("id", "=", id)
      .execute();
  }
  if (place === undefined) return;
  await tx
    .updateTable("case_file")
    .set({ place })
    .where("association_id", "=", associationId)
    .where("id", "=", caseId)
    .execute();
}

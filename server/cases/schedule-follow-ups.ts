import { randomUUID } from "node:crypto";
import { addDays } from "#analytics/period.ts";
import type { CaseRule } from "#server/cases/find-case.ts";
import type { Place } from "#server/cases/case-view.ts";
import { countFollowUps } from "#server/cases/count-follow-ups.ts";
import type { FollowUpRow } from "#server/cases/follow-up-state.ts";
import { listCaseFollowUps } from "#server/cases/list-case-follow-ups.ts";
import { AppError } from "#server/errors.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";

type OfCase = { readonly associationId: string; readonly caseId: string; readonly today: string };

/** Sets the days on which somebody is asked how they are after discharge (clause I11), once for a case. */
export async function scheduleFollowUps(
  open: OpenJourney,
  { associationId, caseId, today, rule, place }: OfCase & { rule: CaseRule; place: Place },
): Promise<void> {
  const { tx } = open;
  if ((await listCaseFollowUps(tx, associationId, caseId)).length > 0) return;
  if (place === "") {
    throw new AppError("unprocessable", "Say whether the person will be in the country or abroad.", {
      reason: "place",
      path: "place",
    });
  }
  const rows: FollowUpRow[] = rule.followUpDays.map((day) => ({
    association_id: associationId,
    id: randomUUID(),
    case_id: caseId,
    day,
    due_on: addDays(today, day),
    place,
    done_at: null,
    outcome: "",
    by: "",
    note_sealed: "",
  }));
  await tx.insertInto("follow_up").values(rows).execute();
  await tx
    .updateTable("case_file")
    .set({ place })
    .where("association_id", "=", associationId)
    .where("id", "=", caseId)
    .execute();
  countFollowUps(open, [], rows);
}

/** Takes out of the counts what will not come due, because the person has left. */
export async function dropFollowUps(open: OpenJourney, { associationId, caseId, today }: OfCase): Promise<void> {
  const rows = await listCaseFollowUps(open.tx, associationId, caseId);
  const ahead = rows.filter(({ outcome, due_on: dueOn }) => outcome === "" && dueOn >= today);
  countFollowUps(open, ahead, []);
}

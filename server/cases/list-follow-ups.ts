import { addDays } from "#analytics/period.ts";
import { todayIn } from "#policies/calendar.ts";
import type { FollowUpLine } from "#server/cases/case-view.ts";
import { getCaseRule } from "#server/cases/find-case.ts";
import { toFollowUpLine } from "#server/cases/follow-up-state.ts";
import type { Deps } from "#server/deps.ts";

/** Most lines of the due list; what is overdue comes first. */
const MOST = 500;
/** How far ahead the list looks. */
const AHEAD_DAYS = 30;

/** Who is to be called: overdue first, then today's, then what comes; numbers, never names. */
export async function listFollowUps(
  deps: Pick<Deps, "policies" | "store" | "clock">,
  associationId: string,
): Promise<{ followUps: FollowUpLine[]; today: string; more: boolean }> {
  const { policy, rule } = getCaseRule(deps, associationId);
  const today = todayIn(policy.timeZone, deps.clock());
  const rows = await deps.store.read
    .selectFrom("follow_up as f")
    .innerJoin("case_file as c", (join) =>
      join.onRef("c.association_id", "=", "f.association_id").onRef("c.id", "=", "f.case_id"),
    )
    .selectAll("f")
    .where("f.association_id", "=", associationId)
    .where("c.ending", "is", null)
    .where("f.outcome", "in", ["", "not-reached"])
    .where("f.due_on", "<=", addDays(today, AHEAD_DAYS))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("follow_up as r")
            .select("r.id")
            .whereRef("r.association_id", "=", "f.association_id")
            .whereRef("r.case_id", "=", "f.case_id")
            .where("r.outcome", "=", "refused"),
        ),
      ),
    )
    .orderBy("f.due_on")
    .orderBy("f.case_id")
    .limit(MOST + 1)
    .execute();
  const lines = rows
    .map((row) => toFollowUpLine(row, { today, tryDays: rule.followUpTryDays, refused: false }))
    .filter(({ state }) => state !== "settled");
  return { followUps: lines.slice(0, MOST), today, more: rows.length > MOST };
}

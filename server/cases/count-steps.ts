import { todayIn } from "#policies/calendar.ts";
import type { CaseSteps } from "#server/cases/case-view.ts";
import { getCaseRule } from "#server/cases/find-case.ts";
import type { Deps } from "#server/deps.ts";

/** How many cases are at each step of the policy now, and since when the longest one; and how the others ended. */
export async function countSteps(
  deps: Pick<Deps, "policies" | "store" | "clock">,
  associationId: string,
): Promise<CaseSteps> {
  const { policy, journey } = getCaseRule(deps, associationId);
  const now = deps.clock();
  const rows = await deps.store.read
    .selectFrom("case_file")
    .select(["step", "ending"])
    .select(({ fn }) => [fn.count<number | string>("id").as("cases"), fn.min("since").as("longest")])
    .where("association_id", "=", associationId)
    .groupBy(["step", "ending"])
    .execute();
  return {
    steps: journey.steps.map(({ id, name, clause }) => {
      const here = rows.find((row) => row.step === id && row.ending === null);
      return { id, name, clause, now: Number(here?.cases ?? 0), longestSince: here?.longest ?? null };
    }),
    endings: journey.endings.map(({ id, name }) => ({
      ...{ id, name },
      cases: Number(rows.find(({ ending }) => ending === id)?.cases ?? 0),
    })),
    today: todayIn(policy.timeZone, now),
    now,
  };
}

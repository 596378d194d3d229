import type { FollowUpRow } from "#server/cases/follow-up-state.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";

/**
 * Counts what changed between two states of the follow-ups of a case, in the month in which each is due: what no longer
 * holds is taken out (-1), what holds now is put in. Rows that are in `before` alone are taken out: nobody will
 * make them.
 */
export function countFollowUps(
  { count }: Pick<OpenJourney, "count">,
  before: readonly FollowUpRow[],
  after: readonly FollowUpRow[],
): void {
  const rows = new Map([...before, ...after].map((row) => [row.id, row]));
  for (const id of rows.keys()) {
    const was = before.find((row) => row.id === id);
    const is = after.find((row) => row.id === id);
    if (was?.place === is?.place && was?.outcome === is?.outcome && was && is) continue;
    if (was?.place !== is?.place || !was || !is) {
      if (was) count({ ...toCounted(was), measure: "follow-up-due", n: -1 });
      if (is) count({ ...toCounted(is), measure: "follow-up-due" });
    }
    if (was && was.outcome !== "") {
      count({ ...toCounted(was), measure: "follow-up-done", outcome: was.outcome, n: -1 });
    }
    if (is && is.outcome !== "") count({ ...toCounted(is), measure: "follow-up-done", outcome: is.outcome });
  }
}

/** `30-inside`, in the month of its due date. */
function toCounted({ day, place, due_on: dueOn }: FollowUpRow): { step: string; countedAt: number } {
  return { step: `${day}-${place}`, countedAt: Date.parse(`${dueOn}T09:00:00Z`) };
}

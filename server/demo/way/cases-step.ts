import type { CaseRow } from "#server/cases/find-case.ts";
import { Move, moveCase } from "#server/cases/move-case.ts";
import type { CaseStory } from "#server/demo/way/cases-story.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import type { Stage, Watch } from "#server/demo/way/stage.ts";
import { DAY } from "#server/demo/timeline.ts";
import type { Caller } from "#server/http/caller.ts";
import { journeyIn } from "#server/journeys/read-journey.ts";

/** One case on its way. */
export type CaseWalk = {
  readonly stage: Stage;
  readonly story: CaseStory;
  readonly watch: Watch;
  readonly id: string;
  readonly who: Readonly<Record<"officer" | "researcher" | "clinician", Caller>>;
  /** What has happened that the story remembers. */
  readonly so: { stays: number; level: number };
};

type Take = { readonly by: Caller; readonly outcome: string; readonly days: number } & Pick<
  Parameters<typeof moveCase>[3],
  "detail"
>;
export function readCaseRow({ stage, id }: Pick<CaseWalk, "stage" | "id">): Promise<CaseRow> {
  return stage.way.tx
    .selectFrom("case_file")
    .selectAll()
    .where("association_id", "=", stage.policy.id)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

/** Lets the time pass that a way out takes, and takes it; into the step of the last day as long ago as the story says. */
export async function take(walk: CaseWalk, row: CaseRow, { by, outcome, days, detail }: Take): Promise<boolean> {
  if (!passUntil(walk, row, outcome, days)) return false;
  await moveCase(walk.stage.way.deps, by, walk.id, Move.parse({ seq: row.seq, outcome, detail }));
  return true;
}

function passUntil({ stage, story, watch }: CaseWalk, row: CaseRow, outcome: string, days: number): boolean {
  const journey = journeyIn(stage.policy, row.journey);
  const to = journey.steps.find(({ id }) => id === row.step)?.outcomes.find((way) => way.id === outcome)?.to;
  if (story.stop === undefined) return watch.pass(days);
  if (to === story.stop.step) {
    const arrival = toOfficeTime(story.random, stage.timeline.endsAt - story.stop.days * DAY);
    return watch.to(Math.max(Math.min(arrival, stage.timeline.endsAt - 1), watch.now() + 1));
  }
  // Whoever is to stand somewhere in time is not kept waiting on the way there.
  return watch.to(toOfficeTime(story.random, watch.now() + days * 0.6 * DAY));
}

import { toFollowUpLine, type FollowUpRow } from "#server/cases/follow-up-state.ts";
import { listCaseFollowUps } from "#server/cases/list-case-follow-ups.ts";
import { FollowUpResult, recordFollowUp } from "#server/cases/record-follow-up.ts";
import { readCaseRow, take, type CaseWalk } from "#server/demo/way/cases-step.ts";
import { FOLLOW_UP_NOTES } from "#server/demo/way/cases-words.ts";
import { pick } from "#server/demo/way/draw-person.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import { noonOf } from "#server/journeys/noon-of.ts";
import { dateAt, DAY, HOUR } from "#server/demo/timeline.ts";

type Outcome = keyof typeof FOLLOW_UP_NOTES;

/** Of follow-ups in their time; whoever is not reached is tried once more and then mostly is. */
const FIRST_TRY = { reached: 78, "not-reached": 14, refused: 8 } as const;
const SECOND_TRY = { reached: 60, "not-reached": 40 } as const;

/** Asks the person how they are after 30, 60 and 90 days (clause I11), as far as those days have come. */
export async function walkFollowUps(walk: CaseWalk): Promise<void> {
  const { stage, story, watch, id, who } = walk;
  const days = (await rowsOf(walk)).map(({ id: followUpId }) => followUpId);
  for (const followUpId of days) {
    const row = await find(walk, followUpId);
    if (row.outcome !== "") continue;
    if (story.stop?.forgets === row.day) return;
    if (!watch.to(callAt(walk, row))) return;
    const tried: Outcome = story.stop?.misses === row.day ? "not-reached" : chooseFirst(walk);
    await record(walk, followUpId, tried);
    if (story.stop?.misses === row.day) return;
    if (tried === "refused") break;
    if (tried === "not-reached") {
      if (!watch.to(toOfficeTime(story.random, watch.now() + 5 * DAY))) return;
      const again = await find(walk, followUpId);
      const line = toFollowUpLine(again, { today: dateAt(watch.now()), tryDays: tryDaysOf(walk), refused: false });
      if (line.state === "again") await record(walk, followUpId, story.random.choose(SECOND_TRY));
    }
  }
  // Where the last call found nobody, the days in which it may be tried again pass first.
  const waits = (await rowsOf(walk)).filter(({ outcome }) => outcome === "not-reached").map(({ due_on: due }) => due);
  const last = waits.toSorted().at(-1);
  if (last !== undefined && !watch.to(noonOf(last) + (tryDaysOf(walk) + 1) * DAY)) return;
  const row = await readCaseRow({ stage, id });
  await take(walk, row, { by: who.researcher, outcome: "completed", days: 1, detail: {} });
}

/** On the day or some days around it, and never later than now where it was due before. */
function callAt({ story, stage }: CaseWalk, row: FollowUpRow): number {
  const wanted = toOfficeTime(story.random, noonOf(row.due_on) + Math.floor(story.random.between(-1, 4)) * DAY);
  const isDue = row.due_on < stage.timeline.today;
  return isDue ? Math.min(wanted, stage.timeline.endsAt - HOUR) : wanted;
}

/** Whoever stands in the follow-ups today has been reached so far. */
function chooseFirst({ story }: CaseWalk): Outcome {
  const tried = story.random.choose(FIRST_TRY);
  return story.stop ? "reached" : tried;
}

async function record({ stage, story, who, id }: CaseWalk, followUpId: string, outcome: Outcome): Promise<void> {
  const { seq } = await readCaseRow({ stage, id });
  const note = pick(story.random, FOLLOW_UP_NOTES[outcome]);
  const result = FollowUpResult.parse({ seq, outcome, note });
  await recordFollowUp(stage.way.deps, who.researcher, { id, followUpId, result });
}

function rowsOf({ stage, id }: CaseWalk): Promise<FollowUpRow[]> {
  return listCaseFollowUps(stage.way.tx, stage.policy.id, id);
}

async function find(walk: CaseWalk, followUpId: string): Promise<FollowUpRow> {
  const found = (await rowsOf(walk)).find(({ id }) => id === followUpId);
  if (!found) throw new Error("a follow-up stays where it is");
  return found;
}

function tryDaysOf({ stage }: CaseWalk): number {
  return stage.policy.cases?.followUpTryDays ?? 0;
}

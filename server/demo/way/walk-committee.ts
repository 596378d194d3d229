import { decide } from "#server/committee/decide.ts";
import { pick } from "#server/demo/way/draw-person.ts";
import { toMeetingTime } from "#server/demo/way/office-hours.ts";
import { COMMITTEE_ASKS, DEFERRALS, REFUSALS, UPHELD_ANSWER } from "#server/demo/way/reasons.ts";
import { callerOf, isFirst, passUntil, type Act, type Walk } from "#server/demo/way/walk.ts";
import { DAY } from "#server/demo/timeline.ts";
import type { RequestRow } from "#server/requests/request-subject.ts";

/** Members without an account of their own. */
const OTHERS = ["د. سميرة الأفلاكي", "أ. خالد الفناري", "أ. نبيلة المرفأي"];

/** The committee asks, puts off, accepts or refuses, at its meetings. */
export const decideStory: Act = async (walk, row) => {
  const { story, watch } = walk;
  const { random } = story;
  if (story.committeeAsks && isFirst(walk, "committee asked") && canAsk(walk)) {
    if (!watch.to(toMeetingTime(random, row.since + random.between(3, 6) * DAY))) return false;
    return settle(walk, row, "unclear", COMMITTEE_ASKS);
  }
  for (let deferral = 0; deferral < story.deferrals; deferral += 1) {
    if (!isFirst(walk, `deferral ${deferral}`)) continue;
    if (!watch.to(toMeetingTime(random, watch.now() + random.between(7, 11) * DAY))) return false;
    return settle(walk, row, "deferred", pick(random, DEFERRALS));
  }
  const isSecond = walk.done.has("objected");
  if (isSecond && story.objection === "open") return false;
  const wasThere = story.deferrals > 0 || walk.done.has("committee asked");
  const days = isSecond || wasThere ? Math.min(story.decisionDays, random.between(5, 12)) : story.decisionDays;
  const outcome = isSecond ? (story.objection === "upheld" ? "accepted" : "refused") : outcomeOf(walk);
  const reason = outcome === "refused" ? pick(random, REFUSALS) : isSecond ? UPHELD_ANSWER : undefined;
  // One who stops in the next step is decided on so that it comes there when it should.
  const isLast = leadsToStop(walk, row, outcome);
  const inTime = isLast
    ? passUntil(walk, row, outcome, 0)
    : watch.to(toMeetingTime(random, Math.max(watch.now() + 1, row.since + days * DAY)));
  return inTime && settle(walk, row, outcome, reason);
};

function outcomeOf({ story }: Walk): "accepted" | "refused" {
  return story.fate === "refused" ? "refused" : "accepted";
}

function stepOf({ journey }: Walk, row: RequestRow) {
  return journey.steps.find(({ id }) => id === row.step);
}

function leadsToStop(walk: Walk, row: RequestRow, outcome: string): boolean {
  const { stop } = walk.story;
  return stop !== undefined && stepOf(walk, row)?.outcomes.find(({ id }) => id === outcome)?.to === stop.step;
}

/** What the committee asks for goes to social research, where the policy has it, else to the documents. */
function canAsk({ journey }: Walk): boolean {
  return journey.steps.some(({ id }) => id === "clarification");
}

async function settle(walk: Walk, row: RequestRow, outcome: string, reason: string | undefined): Promise<boolean> {
  const { stage, story, id } = walk;
  const members = stage.staff(stage.policy.id, "committee").map(({ name }) => name);
  const present = [...members, ...OTHERS].slice(0, Math.max(stage.policy.quorum, 3) + 1);
  const last = present.at(-1);
  const hasConflict = last !== undefined && story.random.chance(0.04);
  const conflicts = hasConflict ? [{ name: last, what: "صلة قرابة بصاحب الطلب" }] : [];
  const decision = { seq: row.seq, outcome, present, conflicts, ...(reason === undefined ? {} : { reason }) };
  await decide(stage.way.deps, { caller: callerOf(walk, "committee"), id, decision });
  return true;
}

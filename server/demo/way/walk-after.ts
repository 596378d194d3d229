import { acknowledgeComplaint } from "#server/complaints/answer-complaint.ts";
import { pick } from "#server/demo/way/draw-person.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import { OBJECTIONS, REVIEW_ENDED } from "#server/demo/way/reasons.ts";
import { callerOf, isFirst, type Act, type Walk } from "#server/demo/way/walk.ts";
import { DAY } from "#server/demo/timeline.ts";
import { readNotices } from "#server/notices/read-notices.ts";
import type { RequestRow } from "#server/requests/request-subject.ts";
import { createRandom } from "#server/demo/random.ts";
import { objectToRefusal } from "#server/requests/follow-request.ts";
import { finishReview } from "#server/reviews/finish-review.ts";

/** Share of those refused or sent elsewhere who read it. */
const READ = 0.96;

/** Share of reviews that are done; the others wait and show as overdue. */
const REVIEWED = 0.84;

/** Whoever was refused or sent elsewhere reads it within a day, most of them; an objection shows that they have. */
export async function readNews({ stage, story, watch, id }: Walk, row: RequestRow): Promise<void> {
  if (row.ending !== "refused" && row.ending !== "referred") return;
  const random = createRandom(stage.seed, `news ${stage.policy.id} ${story.openedAt}`);
  const reads = story.objection !== "none" || random.chance(READ);
  if (!reads || !watch.to(watch.now() + random.between(0.05, 0.5) * DAY)) return;
  await readNotices(stage.way.deps, { associationId: stage.policy.id, id, by: "online" });
}

/** Whoever was refused objects, once; somebody tells them that it arrived. False where there is no time, or it was done. */
export const object: Act = async (walk, row) => {
  const { stage, story, watch, id } = walk;
  if (!isFirst(walk, "objected")) return false;
  const { way, policy } = stage;
  const of = { associationId: policy.id, id };
  if (!watch.pass(story.objection === "open" ? 1.5 : 5)) return false;
  await objectToRefusal(way.deps, { ...of, seq: row.seq, text: pick(story.random, OBJECTIONS) });
  const inserted = await way.tx
    .selectFrom("complaint")
    .select(["id", "seq"])
    .where("association_id", "=", policy.id)
    .where("request_id", "=", id)
    .executeTakeFirstOrThrow();
  if (!watch.pass(0.8)) watch.to(stage.timeline.endsAt - 1);
  await acknowledgeComplaint(way.deps, callerOf(walk, "quality"), inserted.id, { seq: inserted.seq });
  return true;
};

/** The data of whoever was served is looked at again when it is due, mostly. */
export async function review(walk: Walk, row: { readonly seq: number }): Promise<void> {
  const { stage, story, watch, id } = walk;
  const { way, policy } = stage;
  if (policy.reviewMonths === undefined || row.seq === 0) return;
  for (;;) {
    const due = await way.tx
      .selectFrom("review")
      .select(["id", "due_on"])
      .where("association_id", "=", policy.id)
      .where("request_id", "=", id)
      .where("done_at", "is", null)
      .executeTakeFirst();
    if (!due || !story.random.chance(REVIEWED)) return;
    const on = Date.parse(`${due.due_on}T06:00:00Z`) + story.random.between(-12, 20) * DAY;
    if (!watch.to(toOfficeTime(story.random, Math.max(watch.now(), on)))) return;
    const ends = story.random.chance(0.12);
    const outcome = ends
      ? ({ outcome: "ended", reason: REVIEW_ENDED } as const)
      : ({ outcome: "continues", note: "" } as const);
    await finishReview(way.deps, callerOf(walk, "officer"), due.id, outcome);
    if (ends) return;
  }
}

import { acknowledgeComplaint, answerComplaint } from "#server/complaints/answer-complaint.ts";
import { recordComplaint } from "#server/complaints/record-complaint.ts";
import { pick } from "#server/demo/way/draw-person.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import { COMPLAINT_ANSWERS, COMPLAINTS } from "#server/demo/way/reasons.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import type { WayPlan } from "#server/demo/way/story.ts";
import { createRandom, type Random } from "#server/demo/random.ts";
import { DAY, HOUR } from "#server/demo/timeline.ts";

/** Days ago on which complaints came that nobody has answered yet; the first is overdue, the others came within the last days. */
const [OVERDUE, LATELY] = [22.4, 8.6];
/** Days after which every other complaint has been answered. */
const LONGEST = 12;

/** Two years of complaints: answered in time, and some that wait, one of them too long. */
export async function fileComplaints(
  stage: Stage,
  { complaints, openComplaints }: Pick<WayPlan, "complaints" | "openComplaints">,
): Promise<void> {
  const { policy, seed, scale, timeline } = stage;
  const random = createRandom(seed, `way ${policy.id} complaints`);
  const past = Array.from({ length: Math.round(complaints * scale) }, () => {
    const date = timeline.drawDate(random, "office");
    return timeline.drawInstant(random, "office", date);
  });
  for (const at of past.toSorted((one, other) => one - other)) await answerOne(stage, random, at);
  for (let index = 0; index < openComplaints; index += 1) {
    const days = index === 0 ? OVERDUE : LATELY * (1 - index / openComplaints) + 0.2;
    const at = Math.floor(timeline.endsAt - days * DAY);
    const id = await file(stage, random, at);
    await acknowledge(stage, id, Math.min(toOfficeTime(random, at + 3 * HOUR), timeline.endsAt - 1));
  }
}

async function answerOne(stage: Stage, random: Random, at: number): Promise<void> {
  const { way, timeline, policy } = stage;
  const id = await file(stage, random, at);
  const acknowledgedAt = toOfficeTime(random, at + random.exponential(1.1) * DAY);
  await acknowledge(stage, id, Math.min(acknowledgedAt, timeline.endsAt - 1));
  const answeredAt = toOfficeTime(random, at + Math.min(LONGEST, 3 + random.exponential(5)) * DAY);
  if (answeredAt >= timeline.endsAt) return;
  const outcome = random.choose({ upheld: 46, partly: 24, "not-upheld": 30 });
  way.at(answeredAt);
  const quality = stage.staff(policy.id, "quality")[0];
  await answerComplaint(way.deps, quality, id, { seq: 2, outcome, answer: COMPLAINT_ANSWERS[outcome] });
}

/** Most write on the page; others are written down by an officer. */
async function file(stage: Stage, random: Random, at: number): Promise<string> {
  const { way, policy } = stage;
  const caller = random.chance(0.6) ? undefined : stage.staff(policy.id, "officer")[0];
  const service = pick(random, policy.services).id;
  const channel = caller ? "phone" : "website";
  const kind = random.chance(0.5) ? (policy.beneficiaryKinds[0]?.id ?? "") : "";
  way.at(at);
  const { id } = await recordComplaint(
    way.deps,
    { associationId: policy.id, caller },
    {
      ...{ service, channel, kind, text: pick(random, COMPLAINTS), submissionId: random.uuid() },
    },
  );
  return id;
}

async function acknowledge({ way, staff, policy }: Stage, id: string, at: number): Promise<void> {
  way.at(at);
  await acknowledgeComplaint(way.deps, staff(policy.id, "quality")[0], id, { seq: 1 });
}

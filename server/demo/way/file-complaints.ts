import { acknowledgeComplaint, answerComplaint } from "#server/complaints/answer-complaint.ts";
import { recordComplaint } from "#server/complaints/record-complaint.ts";
import { pick } from "#server/demo/way/draw-person.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import { COMPLAINT_ANSWERS, COMPLAINTS } from "#server/demo/way/reasons.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import { createRandom, type Random } from "#server/demo/random.ts";
import { DAY, HOUR } from "#server/demo/timeline.ts";

/** Complaints that are arranged: how many days ago they came, and whether somebody has acknowledged them. */
const NOW = [
  { days: 0.3, acknowledged: false },
  { days: 4.2, acknowledged: true },
  { days: 22.4, acknowledged: true },
] as const;

/** Two years of complaints: most answered in time, some late, a few open, one of them overdue. */
export async function fileComplaints(stage: Stage, complaints: number): Promise<void> {
  const { policy, seed, scale, timeline } = stage;
  const random = createRandom(seed, `way ${policy.id} complaints`);
  const past = Array.from({ length: Math.round(complaints * scale) }, () => {
    const date = timeline.drawDate(random, "office");
    return timeline.drawInstant(random, "office", date);
  });
  for (const at of past.toSorted((one, other) => one - other)) await answerOne(stage, random, at);
  for (const { days, acknowledged } of [...NOW].toReversed()) {
    const at = Math.floor(timeline.endsAt - days * DAY);
    const id = await file(stage, random, at);
    if (acknowledged) await acknowledge(stage, id, toOfficeTime(random, at + 8 * HOUR));
  }
}

async function answerOne(stage: Stage, random: Random, at: number): Promise<void> {
  const { way, timeline, policy } = stage;
  const id = await file(stage, random, at);
  const acknowledgedAt = toOfficeTime(random, at + random.exponential(1.1) * DAY);
  if (acknowledgedAt >= timeline.endsAt) return;
  await acknowledge(stage, id, acknowledgedAt);
  const answeredAt = toOfficeTime(random, acknowledgedAt + (2 + random.exponential(5)) * DAY);
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

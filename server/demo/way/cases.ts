import { recordProgramme } from "#server/cases/record-programme.ts";
import { tellCases } from "#server/demo/way/cases-story.ts";
import { walkCase } from "#server/demo/way/cases-walk.ts";
import { PROGRAMMES, WHY_OPENED } from "#server/demo/way/cases-words.ts";
import { pick } from "#server/demo/way/draw-person.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import { createWatch, type Stage } from "#server/demo/way/stage.ts";
import { createRandom } from "#server/demo/random.ts";
import { dateAt, DAY } from "#server/demo/timeline.ts";
import { openReport } from "#server/documents/open-report.ts";

/** Reports that a clinician opened again, each for a reason, so that the list of who read what is not empty. */
const OPENED = 12;
/** Days between one programme of the stay and the next. */
const EVERY_DAYS = 24;

/** Two years of cases at Ibtissam, with the programmes of the stay. */
export async function walkCases(stage: Stage): Promise<void> {
  for (const story of tellCases(stage)) await walkCase(stage, story);
  await holdProgrammes(stage);
  await openReports(stage);
}

/** Education and training during the stay (clause I8): a delivery each, which names no case. */
async function holdProgrammes({ way, policy, staff, timeline, seed }: Stage): Promise<void> {
  const random = createRandom(seed, "way ibtissam programmes");
  const caller = staff(policy.id, "researcher")[0];
  let held = 0;
  for (let at = timeline.startsAt + 20 * DAY; at < timeline.endsAt - 3 * DAY; at += EVERY_DAYS * DAY) {
    const instant = toOfficeTime(random, at);
    way.at(instant);
    const title = PROGRAMMES[held % PROGRAMMES.length] ?? PROGRAMMES[0];
    await recordProgramme(way.deps, caller, { title, heldOn: dateAt(instant) });
    held += 1;
  }
}

async function openReports(stage: Stage): Promise<void> {
  const { way, policy, staff, timeline, seed } = stage;
  const random = createRandom(seed, "way ibtissam opened reports");
  const reports = await way.tx
    .selectFrom("document")
    .select(["id", "subject_id", "uploaded_at"])
    .where("association_id", "=", policy.id)
    .where("subject", "=", "case")
    .orderBy("uploaded_at", "desc")
    .orderBy("subject_id")
    .limit(OPENED)
    .execute();
  for (const { id, subject_id: subjectId, uploaded_at: at } of reports) {
    const watch = createWatch(stage, random, at);
    if (!watch.to(Math.min(toOfficeTime(random, at + random.between(1, 9) * DAY), timeline.endsAt - 1))) continue;
    const about = { subject: "case" as const, subjectId, documentId: id, reason: pick(random, WHY_OPENED) };
    await openReport(way.deps, staff(policy.id, "clinician")[0], about);
  }
}

import { assessRecovery } from "#server/cases/assess-recovery.ts";
import { judgeCriteria } from "#server/cases/judge-criteria.ts";
import { markExternal } from "#server/cases/move-case.ts";
import { openCase } from "#server/cases/open-case.ts";
import { writeReport } from "#server/cases/write-report.ts";
import { walkFollowUps } from "#server/demo/way/cases-follow-up.ts";
import { readCaseRow, take, type CaseWalk } from "#server/demo/way/cases-step.ts";
import { PSYCHOLOGICAL_REPORTS, REFERRALS, SOCIAL_REPORTS } from "#server/demo/way/cases-words.ts";
import type { CaseStory } from "#server/demo/way/cases-story.ts";
import { pick } from "#server/demo/way/draw-person.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import { createWatch, type Stage } from "#server/demo/way/stage.ts";
import { DAY } from "#server/demo/timeline.ts";
import type { CaseRow } from "#server/cases/find-case.ts";

/** Takes one step of a case; false where its time is up. */
type CaseAct = (walk: CaseWalk, row: CaseRow) => Promise<boolean>;

/** What is done in each of the eleven steps (clauses I1 to I11). */
const ACTS: Readonly<Record<string, CaseAct>> = {
  reception: (walk, row) => take(walk, row, { by: walk.who.officer, outcome: "received", days: 1, detail: {} }),
  classification: classify,
  identity: confirm,
  psychological: (walk, row) => report(walk, row, PSYCHOLOGICAL_REPORTS, 5),
  social: (walk, row) => report(walk, row, SOCIAL_REPORTS, 4),
  file: (walk, row) => assess(walk, row, { outcome: "opened", days: 2, level: walk.story.random.chance(0.6) ? 0 : 1 }),
  admission: admit,
  stay: (walk, row) => take(walk, row, { by: walk.who.officer, outcome: "progress", days: 45, detail: {} }),
  progress,
  discharge: (walk, row) =>
    take(walk, row, { by: walk.who.researcher, outcome: "discharged", days: 5, detail: { place: walk.story.place } }),
};

/** Takes a case through its story by the product's own verbs, as far as its time goes. */
export async function walkCase(stage: Stage, story: CaseStory): Promise<void> {
  const watch = createWatch(stage, story.random, story.openedAt);
  const by = (role: "officer" | "researcher" | "clinician") => stage.staff(stage.policy.id, role)[0];
  const who = { officer: by("officer"), researcher: by("researcher"), clinician: by("clinician") };
  const id = await openCase(stage.way.deps, who.officer, story.person);
  const walk: CaseWalk = { stage, story, watch, id, who, so: { stays: 0, level: 0 } };
  for (;;) {
    const row = await readCaseRow(walk);
    if (row.step === null) return;
    if (row.step === "follow-up") return walkFollowUps(walk);
    if (story.stop?.step === row.step) {
      if (row.step === "identity") await send(walk, row, 1);
      return;
    }
    if (story.leavesIn === row.step) {
      await take(walk, row, { by: who.officer, outcome: "left", days: 6, detail: {} });
      return;
    }
    const act = ACTS[row.step];
    if (!act) throw new Error(`the demonstration does not know the step "${row.step}"`);
    if (!(await act(walk, row))) return;
  }
}

async function classify(walk: CaseWalk, row: CaseRow): Promise<boolean> {
  const { stage, story, watch, who, id } = walk;
  if (story.stop && !watch.to(toOfficeTime(story.random, watch.now() + 0.5 * DAY))) return false;
  if (!story.stop && !watch.pass(2)) return false;
  if (!story.fits) {
    const { to, reason } = pick(story.random, REFERRALS);
    const met = story.random.chance(0.5) ? ["act"] : [];
    await judgeCriteria(stage.way.deps, who.researcher, id, { seq: row.seq, met, note: "" });
    const detail = { reason, referral: { type: "criteria", to }, told: true } as const;
    const judged = await readCaseRow(walk);
    return take(walk, judged, { by: who.researcher, outcome: "does-not-fit", days: 0.5, detail });
  }
  const met = ["act", "means", "purpose", ...(story.random.chance(0.4) ? ["ongoing-risk"] : [])];
  await judgeCriteria(stage.way.deps, who.officer, id, { seq: row.seq, met, note: "" });
  return take(walk, await readCaseRow(walk), { by: who.officer, outcome: "fits", days: 1, detail: {} });
}

/** Sent to the Passports department, and waited for. */
async function confirm(walk: CaseWalk, row: CaseRow): Promise<boolean> {
  const { stage, watch, who, id, story } = walk;
  if (!(await send(walk, row, 1))) return false;
  const back = story.stop ? 9 : story.random.between(6, 24);
  if (!watch.to(toOfficeTime(story.random, watch.now() + back * DAY))) return false;
  const sent = await readCaseRow(walk);
  await markExternal(stage.way.deps, who.officer, { id, seq: sent.seq, type: "return" });
  return take(walk, await readCaseRow(walk), { by: who.officer, outcome: "confirmed", days: 1, detail: {} });
}

async function send({ stage, watch, who, id, story }: CaseWalk, row: CaseRow, days: number): Promise<boolean> {
  if (!watch.to(toOfficeTime(story.random, watch.now() + days * DAY))) return false;
  await markExternal(stage.way.deps, who.officer, { id, seq: row.seq, type: "send" });
  return true;
}

async function report(walk: CaseWalk, row: CaseRow, texts: readonly string[], days: number): Promise<boolean> {
  const { stage, story, watch, who, id } = walk;
  const passed = story.stop ? watch.to(toOfficeTime(story.random, watch.now() + 3 * DAY)) : watch.pass(days);
  if (!passed) return false;
  const text = pick(story.random, texts);
  await writeReport(stage.way.deps, who.clinician, id, { seq: row.seq, text, file: undefined });
  return take(walk, await readCaseRow(walk), { by: who.clinician, outcome: "reported", days: 0.5, detail: {} });
}

/** Assesses how far recovery has come, and goes on. */
async function assess(
  walk: CaseWalk,
  row: CaseRow,
  { outcome, days, level }: { outcome: string; days: number; level: number },
): Promise<boolean> {
  const { stage, story, watch, who, id, so } = walk;
  const passed = story.stop ? watch.to(toOfficeTime(story.random, watch.now() + DAY)) : watch.pass(days);
  if (!passed) return false;
  so.level = level;
  await assessRecovery(stage.way.deps, who.clinician, id, { seq: row.seq, level, note: "" });
  return take(walk, await readCaseRow(walk), { by: who.clinician, outcome, days: 0.5, detail: {} });
}

function admit(walk: CaseWalk, row: CaseRow): Promise<boolean> {
  const { isAdmitted, place } = walk.story;
  if (isAdmitted) return take(walk, row, { by: walk.who.officer, outcome: "admitted", days: 2, detail: {} });
  return take(walk, row, { by: walk.who.researcher, outcome: "not-admitted", days: 2, detail: { place } });
}

/** Mostly better than the time before, sometimes the same, seldom worse. */
function progress(walk: CaseWalk, row: CaseRow): Promise<boolean> {
  const { story, stage, so } = walk;
  const top = (stage.policy.cases?.recovery.length ?? 1) - 1;
  const change = { better: 1, much: 2, same: 0, worse: -1 }[
    story.random.choose({ better: 56, much: 20, same: 18, worse: 6 })
  ];
  const level = Math.min(top, Math.max(0, so.level + change));
  const outcome = so.stays < story.stays ? "continues" : "ready";
  so.stays += 1;
  return assess(walk, row, { outcome, days: 2, level });
}

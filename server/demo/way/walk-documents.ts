import { UNCLEAR, UNREADABLE } from "#server/demo/way/reasons.ts";
import { SPECIMEN } from "#server/demo/way/specimen.ts";
import { callerOf, doerOf, isFirst, take, type Act, type Walk } from "#server/demo/way/walk.ts";
import { dateAt, DAY } from "#server/demo/timeline.ts";
import type { DocumentRule } from "#policies/request-schema.ts";
import { uploadDocument } from "#server/documents/upload-document.ts";
import { verifyDocument } from "#server/documents/verify-document.ts";
import { AppError } from "#server/errors.ts";
import { APPLICANT } from "#server/requests/follow-request.ts";
import type { ChecklistLine } from "#server/requests/checklist.ts";
import { readChecklist } from "#server/requests/read-application.ts";
import { getRequest, type RequestRow } from "#server/requests/request-subject.ts";

/** Documents come with the request or later, are looked at by an officer, and are brought again where something was amiss. */
export const bringDocuments: Act = async (walk, row) => {
  const { story, watch } = walk;
  const stays = story.stop?.step === "documents" && !walk.done.has("left the stop");
  const isBeginning = isFirst(walk, "documents came");
  for (const { rule } of (await linesOf(walk, row)).filter(isToCome)) {
    if (story.troubles.missing === rule.id && (isBeginning || stays)) continue;
    if (story.troubles.expired === rule.id && isFirst(walk, "expired")) await bring(walk, rule, "expired");
    else await bring(walk, rule, "valid");
  }
  if (stays) return false;
  const wantsExplanation = story.unclear && walk.journey.steps.some(({ id }) => id === "clarification");
  if (wantsExplanation && isFirst(walk, "unclear")) {
    return take(walk, row, { outcome: "unclear", days: 1.2, by: doerOf(walk, "officer"), detail: { reason: UNCLEAR } });
  }
  if (!watch.pass(1.4 * story.pace)) return false;
  for (const line of (await linesOf(walk, row)).filter(({ state }) => state === "waiting")) await look(walk, line);
  const lacking = (await linesOf(walk, row)).some(isToCome);
  // Whoever lacks something brings it some days later, and it is looked at anew.
  if (lacking) return watch.to(Math.floor(watch.now() + (1 + story.random.exponential(5 * story.pace)) * DAY));
  const { seq } = (await getRequest(walk.stage.way.deps, toRef(walk))).row;
  const complete = { ...row, seq };
  return take(walk, complete, { outcome: "complete", days: 0.2, by: doerOf(walk, "officer") });
};

const isToCome = ({ isNeeded, state }: ChecklistLine) => isNeeded && state !== "verified" && state !== "waiting";

async function linesOf({ stage }: Walk, row: RequestRow): Promise<readonly ChecklistLine[]> {
  const { way, policy } = stage;
  return (await readChecklist(way.deps, { db: way.tx, policy, row, now: way.deps.clock() })).lines;
}

function toRef({ stage, id }: Walk) {
  return { associationId: stage.policy.id, id };
}

async function bring(walk: Walk, rule: DocumentRule, as: "valid" | "expired"): Promise<void> {
  const { stage, story } = walk;
  const found = await getRequest(stage.way.deps, toRef(walk));
  const doer = story.way === "online" ? APPLICANT : doerOf(walk, "officer");
  const upload = { rule: rule.id, name: `${rule.name.ar}.pdf`, bytes: SPECIMEN, ...toDates(walk, rule, as) };
  try {
    await uploadDocument(stage.way.deps, found, { upload, doer });
  } catch (error) {
    // A void document is counted and not taken: that is the story.
    if (as === "valid" || !(error instanceof AppError) || error.code !== "unprocessable") throw error;
  }
}

function toDates({ story, watch }: Walk, rule: DocumentRule, as: "valid" | "expired") {
  const day = (days: number) => dateAt(watch.now() + days * DAY);
  const { random } = story;
  if (rule.expires) return { expiresOn: day(as === "expired" ? -random.between(3, 90) : random.between(240, 1_500)) };
  if (rule.notOlderThanMonths === undefined) return {};
  const age = rule.notOlderThanMonths * 30 * (as === "expired" ? random.between(1.1, 1.8) : random.between(0.05, 0.6));
  return { issuedOn: day(-age) };
}

/** Compares one document with the data; what cannot be read is sent back with a reason. */
async function look(walk: Walk, { row: document, rule }: ChecklistLine): Promise<void> {
  const { stage, story } = walk;
  if (!document) return;
  const found = await getRequest(stage.way.deps, toRef(walk));
  const isUnreadable = story.troubles.unreadable === rule.id && isFirst(walk, "unreadable");
  const verdict = isUnreadable
    ? ({ verdict: "rejected", reason: UNREADABLE } as const)
    : ({ verdict: "verified" } as const);
  const caller = callerOf(walk, story.random.chance(0.7) ? "officer" : "researcher");
  await verifyDocument(stage.way.deps, found, { caller, documentId: document.id, verdict });
}

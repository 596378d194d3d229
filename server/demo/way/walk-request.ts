import { askOnce } from "#server/demo/way/open-story.ts";
import { createWatch, type Stage } from "#server/demo/way/stage.ts";
import type { Story, WayServicePlan } from "#server/demo/way/story.ts";
import { object, readNews, review } from "#server/demo/way/walk-after.ts";
import { decideStory } from "#server/demo/way/walk-committee.ts";
import { bringDocuments } from "#server/demo/way/walk-documents.ts";
import { clarify, deliver, interview, judge, register, sign } from "#server/demo/way/walk-steps.ts";
import { readRow, type Act, type Walk } from "#server/demo/way/walk.ts";
import { withdrawRequest } from "#server/requests/follow-request.ts";

/** What is done in each step of the policies' requests. */
const ACTS: Readonly<Record<string, Act>> = {
  reception: sign,
  documents: bringDocuments,
  clarification: clarify,
  eligibility: judge,
  interview,
  committee: decideStory,
  registration: register,
  delivery: deliver,
};

/** Takes a request through its story by the product's own verbs, as far as its time goes. */
export async function walkRequest(
  stage: Stage,
  { story, plan }: { story: Story; plan: WayServicePlan },
): Promise<{ id: string; code: string }> {
  const watch = createWatch(stage, story.random, story.openedAt);
  const { id, code, journey } = await askOnce(stage, story);
  const walk: Walk = { stage, story, plan, journey, watch, id, done: new Set() };
  for (;;) {
    const row = await readRow(walk);
    if (row.step === null) {
      await readNews(walk, row);
      if (row.ending === "refused" && story.objection !== "none" && (await object(walk, row))) continue;
      if (row.ending === "delivered") await review(walk, row);
      break;
    }
    const act = ACTS[row.step];
    if (!act) throw new Error(`the demonstration does not know the step "${row.step}"`);
    const stands = story.stop?.step === row.step && !walk.done.has("left the stop");
    if (stands && row.step !== "documents") break;
    if (story.fate === "withdrawn" && story.withdrawnIn === row.step) {
      if (watch.pass(2)) await withdrawRequest(stage.way.deps, { associationId: stage.policy.id, id, seq: row.seq });
      break;
    }
    if (!(await act(walk, row))) break;
  }
  return { id, code };
}

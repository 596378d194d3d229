import { createCommentDrawer } from "#server/demo/comments/draw-comment.ts";
import { drawResponse } from "#server/demo/draw-response.ts";
import { ANSWER_DELAY_DAYS, RATE_BY_CHANNEL, RESPONSE_RATE } from "#server/demo/effects.ts";
import { createRandom } from "#server/demo/random.ts";
import { createRows, type DemoRows } from "#server/demo/rows.ts";
import type { Act, Scene } from "#server/demo/scene.ts";
import { dateAt, DAY } from "#server/demo/timeline.ts";
import { outcomePointId } from "#server/requests/outcome-evaluation.ts";
import type { Store } from "#server/store/store.ts";

/** What drawing the answers of one association needs. */
export type AnswerScene = Omit<Scene, "random" | "speak" | "occasions" | "rows"> & { readonly seed: string };

/** Share of those whose request ended without the service who say how that was. */
const OUTCOME_RATE = 0.42;

/** The personal link comes with the notice of the delivery, so it is answered more than others. */
const LIFT = 1.3;

/** Answers to the invitations that deliveries of requests sent out by themselves, and of people who were not served. */
export async function answerWay(store: Store, given: AnswerScene): Promise<DemoRows> {
  const random = createRandom(given.seed, `way ${given.policy.id} answers`);
  const rows = createRows();
  const scene: Scene = { ...given, random, rows, speak: createCommentDrawer(random), occasions: [] };
  const answered = await addInvited(store, scene);
  await addOutcomes(store, scene);
  scene.occasions.sort((one, other) => one.at - other.at);
  for (const occasion of scene.occasions) drawResponse(scene, occasion);
  await store.write(async (tx) => {
    for (const { id, on } of answered) {
      await tx
        .updateTable("invitation")
        .set({ answered_on: on })
        .where("association_id", "=", given.policy.id)
        .where("id", "=", id)
        .execute();
    }
  });
  return rows;
}

async function addInvited(store: Store, scene: Scene): Promise<{ id: string; on: string }[]> {
  const { random, timeline } = scene;
  const invited = await store.read
    .selectFrom("invitation as i")
    .innerJoin("delivery as d", (join) =>
      join.onRef("d.association_id", "=", "i.association_id").onRef("d.id", "=", "i.delivery_id"),
    )
    .select(["i.id", "i.form_id", "i.due_at", "i.expires_at"])
    .select(["d.service", "d.channel", "d.branch", "d.kind", "d.language", "d.delivered_on"])
    .where("i.association_id", "=", scene.policy.id)
    .where("d.reference", "like", "R-%")
    .orderBy("d.reference")
    .execute();
  return invited.flatMap(({ id, form_id, due_at, expires_at, language, delivered_on, ...keys }) => {
    const at = Math.floor(due_at + random.exponential(ANSWER_DELAY_DAYS.link) * DAY);
    const isWilling = random.chance(RESPONSE_RATE.link * LIFT * (RATE_BY_CHANNEL[keys.channel] ?? 1));
    if (!isWilling || at >= Math.min(expires_at, timeline.endsAt)) return [];
    scene.occasions.push({
      ...actOf(scene, keys.service),
      ...{ keys, form: form_id, mode: "link", language, source: { id, invited: true }, servedOn: delivered_on, at },
    });
    return [{ id, on: dateAt(at) }];
  });
}

/** People who were refused, withdrew or were sent elsewhere answer through the code of their service. */
async function addOutcomes(store: Store, scene: Scene): Promise<void> {
  const { random, timeline, policy } = scene;
  const ended = await store.read
    .selectFrom("request")
    .select(["id", "service", "channel", "kind", "language", "since"])
    .where("association_id", "=", policy.id)
    .where("ending", "in", ["refused", "withdrawn", "referred"])
    .orderBy("id")
    .execute();
  for (const { service, channel, kind, language, since } of ended) {
    const act = actOf(scene, service);
    const at = Math.floor(since + random.exponential(3) * DAY);
    const form = "request-outcome";
    if (!random.chance(OUTCOME_RATE) || at >= timeline.endsAt || !scene.forms.has(form)) continue;
    if (act.service.sensitivity === "sealed") continue;
    scene.occasions.push({
      ...act,
      ...{ form, mode: "qr", language, servedOn: dateAt(since), at },
      keys: { service, channel, branch: "", kind },
      source: { id: outcomePointId(service), invited: false },
    });
  }
}

function actOf({ plan, policy }: Scene, id: string): Act {
  const act = {
    plan: plan.services.find((one) => one.id === id),
    service: policy.services.find((one) => one.id === id),
  };
  if (!act.plan || !act.service) throw new Error(`${policy.id}: the demonstration has no service "${id}"`);
  return { plan: act.plan, service: act.service };
}

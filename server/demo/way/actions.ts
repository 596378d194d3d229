import { closeAction } from "#server/actions/close-action.ts";
import { NewAction, openAction, type ActionDeps } from "#server/actions/open-action.ts";
import { publishAction } from "#server/actions/publish-action.ts";
import { ACTION_STORIES, type ActionStory } from "#server/demo/way/actions-stories.ts";
import { dateAt, DAY, type Timeline } from "#server/demo/timeline.ts";

/**
 * Fills the register of improvements (clauses C6, C8) by the product's own verbs, so that what came of each is what the
 * figures say. Wants analytics to have caught up with the rest of the demonstration, and to catch up again afterwards.
 */
export async function enactActions(deps: ActionDeps, { endsAt }: Pick<Timeline, "endsAt">): Promise<void> {
  for (const story of ACTION_STORIES) await enact(deps, endsAt, story);
}

async function enact(deps: ActionDeps, endsAt: number, story: ActionStory): Promise<void> {
  const {
    association: associationId,
    finding,
    change,
    owner,
    metric,
    filters,
    days,
    opened,
    due,
    closed,
    told,
  } = story;
  const on = (daysAgo: number) => ({ ...deps, clock: () => endsAt - daysAgo * DAY });
  const dueOn = dateAt(endsAt - due * DAY);
  const wanted = NewAction.parse({ finding, change, owner, dueOn, metric, filters, days });
  const id = await openAction(on(opened), associationId, wanted);
  if (closed === undefined) return;
  await closeAction(on(closed), { associationId, id, seq: 1 });
  if (told) await publishAction(on(closed - 4), { associationId, id }, { seq: 2, ...told });
}

import type { Journey } from "#policies/journey-schema.ts";
import type { Role } from "#server/accounts/roles.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import type { Stage, Watch } from "#server/demo/way/stage.ts";
import type { Story, WayServicePlan } from "#server/demo/way/story.ts";
import { DAY } from "#server/demo/timeline.ts";
import type { Doer } from "#server/journeys/in-journey.ts";
import { moveRequest, type MoveDetail } from "#server/requests/move-request.ts";
import type { RequestRow } from "#server/requests/request-subject.ts";

/** One request on its way, and what has happened to it that its story remembers. */
export type Walk = {
  readonly stage: Stage;
  readonly story: Story;
  readonly plan: WayServicePlan;
  readonly journey: Journey;
  readonly watch: Watch;
  readonly id: string;
  readonly done: Set<string>;
};

/** Takes one step of a story; false where its time is up, or it ends here. */
export type Act = (walk: Walk, row: RequestRow) => Promise<boolean>;

export function readRow({ stage, id }: Pick<Walk, "stage" | "id">): Promise<RequestRow> {
  return stage.way.tx
    .selectFrom("request")
    .selectAll()
    .where("association_id", "=", stage.policy.id)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

/** True the first time that it is asked for, so that a story has each of its troubles once. */
export function isFirst({ done }: Walk, what: string): boolean {
  if (done.has(what)) return false;
  done.add(what);
  return true;
}

export function doerOf({ stage }: Pick<Walk, "stage">, role: "officer" | "researcher"): Doer {
  return { actor: role, id: callerOf({ stage }, role).id };
}

export function callerOf({ stage }: Pick<Walk, "stage">, role: Role) {
  return stage.staff(stage.policy.id, role)[0];
}

/**
 * Lets the time pass that a way out takes, and takes it. Where it leads to the step in which the story stands on the last day,
 * it is taken as many days before as the story says.
 */
export async function take(
  walk: Walk,
  row: RequestRow,
  { outcome, days, by, detail = {} }: { outcome: string; days: number; by: Doer; detail?: MoveDetail },
): Promise<boolean> {
  if (!passUntil(walk, row, outcome, days)) return false;
  const { stage, id } = walk;
  await moveRequest(stage.way.deps, { associationId: stage.policy.id, id, doer: by, seq: row.seq, outcome, detail });
  return true;
}

export function passUntil(
  { stage, story, journey, watch }: Walk,
  row: RequestRow,
  outcome: string,
  days: number,
): boolean {
  const to = journey.steps.find(({ id }) => id === row.step)?.outcomes.find(({ id }) => id === outcome)?.to;
  if (story.stop === undefined || to !== story.stop.step || to === row.step) return watch.pass(days * story.pace);
  const arrival = toOfficeTime(story.random, stage.timeline.endsAt - story.stop.days * DAY);
  return watch.to(Math.max(arrival, watch.now() + 1));
}

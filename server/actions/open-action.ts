import { randomUUID } from "node:crypto";
import { z } from "zod";
import { METRICS, MetricId } from "#analytics/metrics/catalogue.ts";
import { addDays } from "#analytics/period.ts";
import { MetricQuery } from "#analytics/query.ts";
import { todayIn } from "#policies/calendar.ts";
import { Role } from "#server/accounts/roles.ts";
import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { policyMilestone } from "#server/policy/policy-milestone.ts";
import { takeFigure } from "#server/actions/take-figure.ts";
import { recordChanges } from "#server/store/store.ts";

const Sentence = z.string().trim().min(1).max(1_000);

/** What can be changed later as well. */
export const ActionWords = z.strictObject({
  finding: Sentence,
  change: Sentence,
  /** A role or a unit of the policy, by its id. */
  owner: z.string().min(1).max(40),
  dueOn: z.iso.date(),
});

/** `days`: how long the period before is; the one after will be as long. */
export const NewAction = ActionWords.extend({
  metric: MetricId,
  filters: MetricQuery.shape.filters,
  days: z.int().min(28).max(366).default(90),
});
export type NewAction = z.infer<typeof NewAction>;

export type ActionDeps = Pick<Deps, "analytics" | "clock" | "feed" | "log" | "policies" | "store">;

/**
 * Opens an improvement and takes its figure over the days up to yesterday. Throws `unprocessable` for an owner that is
 * neither role nor unit, a day that is past, and a number that knows no better.
 */
export async function openAction(deps: ActionDeps, associationId: string, wanted: NewAction): Promise<string> {
  const policy = policyOf(deps, associationId);
  const today = todayIn(policy.timeZone, deps.clock());
  checkWords(policy, wanted);
  if (wanted.dueOn < today) throw new AppError("unprocessable", "The due date has passed.", { path: "dueOn" });
  const { better, label } = METRICS[wanted.metric];
  if (better === "neutral") {
    throw new AppError("unprocessable", `"${label.en}" does not say which way is better.`, { path: "metric" });
  }
  const period = { from: addDays(today, -wanted.days), to: addDays(today, -1) };
  const query = MetricQuery.parse({ metrics: [wanted.metric], filters: wanted.filters, period });
  const before = await takeFigure(deps, associationId, query);
  const id = randomUUID();
  await deps.store.write(async (tx) => {
    await tx
      .insertInto("action")
      .values({
        association_id: associationId,
        id,
        ...{ finding: wanted.finding, change: wanted.change, owner: wanted.owner },
        measured_by: JSON.stringify(query),
        opened_on: today,
        due_on: wanted.dueOn,
        done_on: null,
        result: "",
        before_figure: JSON.stringify(before),
        after_figure: "",
        published: "",
        published_on: null,
        seq: 1,
      })
      .execute();
    const opened = policyMilestone({ measure: "action-opened", countedOn: today });
    await recordChanges(tx, deps.store.dialect, await recordMilestones(tx, associationId, [opened]));
  });
  return id;
}

export function checkWords(policy: Policy, { owner }: { owner: string }): void {
  const roles = Role.options.filter((role) => role !== "partner");
  if ([...roles, ...policy.units.map(({ id }) => id)].includes(owner)) return;
  throw new AppError("unprocessable", "An improvement belongs to a role or a unit.", { path: "owner" });
}

export function policyOf({ policies }: Pick<Deps, "policies">, associationId: string): Policy {
  const policy = policies.get(associationId);
  if (!policy) throw new AppError("notFound", "There is nothing here.");
  return policy;
}

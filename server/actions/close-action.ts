import { METRICS, MetricId } from "#analytics/metrics/catalogue.ts";
import { addDays, daysIn } from "#analytics/period.ts";
import { MetricQuery } from "#analytics/query.ts";
import { todayIn } from "#policies/calendar.ts";
import { AppError } from "#server/errors.ts";
import { changeAction, getAction } from "#server/actions/change-action.ts";
import { compareFigures, type TakenFigure } from "#server/actions/compare-figures.ts";
import { policyOf, type ActionDeps } from "#server/actions/open-action.ts";
import { takeFigure } from "#server/actions/take-figure.ts";
import { policyMilestone } from "#server/policy/policy-milestone.ts";

/**
 * Closes an action: asks the same question over as many days up to today, and keeps what came of it. Throws
 * `unprocessable` when it is closed, or when those days would reach back before it was opened (`readyOn` says when not).
 */
export async function closeAction(
  deps: ActionDeps,
  { associationId, id, seq }: { associationId: string; id: string; seq: number },
): Promise<void> {
  const today = todayIn(policyOf(deps, associationId).timeZone, deps.clock());
  const row = await getAction(deps.store.read, associationId, id);
  const query = MetricQuery.parse(JSON.parse(row.measured_by));
  const days = daysIn(query.period);
  const readyOn = addDays(row.opened_on, days - 1);
  if (row.done_on === null && today < readyOn) {
    const message = "It is too early to measure again: the days after would reach back before the change.";
    throw new AppError("unprocessable", message, { reason: "tooEarly", readyOn });
  }
  const after = await takeFigure(deps, associationId, {
    ...query,
    period: { from: addDays(today, 1 - days), to: today },
  });
  await changeAction(deps, { associationId, id, seq }, (now) => {
    if (now.done_on !== null) throw new AppError("unprocessable", "It is closed already.", { reason: "closed" });
    const before = JSON.parse(now.before_figure) as TakenFigure;
    const { result } = compareFigures(METRICS[MetricId.parse(query.metrics[0])], before, after);
    const duration = daysIn({ from: now.opened_on, to: today }) - 1;
    return {
      set: { done_on: today, after_figure: JSON.stringify(after), result },
      milestones: [policyMilestone({ measure: "action-closed", countedOn: now.opened_on, outcome: result, duration })],
    };
  });
}

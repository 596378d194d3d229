import { addDays, daysIn } from "#analytics/period.ts";
import { METRICS, MetricId } from "#analytics/metrics/catalogue.ts";
import type { Metric } from "#analytics/metrics/metric.ts";
import type { MetricQuery } from "#analytics/query.ts";
import type { Policy } from "#policies/schema.ts";
import type { BilingualText } from "#policies/text.ts";
import type { ActionResult, TakenFigure } from "#server/actions/compare-figures.ts";
import { nameKey } from "#server/policy/name-key.ts";
import type { Schema } from "#server/store/schema.ts";

/** What beneficiaries are told: what they said, and what was done about it. */
export type Published = { readonly said: string; readonly did: string };

/** An improvement: from what was found to what came of it (clauses C6, C8). */
export type ActionView = {
  readonly id: string;
  readonly finding: string;
  readonly change: string;
  /** A role or a unit, never a person. */
  readonly owner: string;
  /** The unit's name; null where a role is responsible. */
  readonly ownerName: BilingualText | null;
  readonly openedOn: string;
  readonly dueOn: string;
  readonly doneOn: string | null;
  readonly isOverdue: boolean;
  readonly metric: string;
  readonly words: Pick<Metric, "label" | "unit" | "better"> | null;
  readonly filters: readonly { dimension: string; values: readonly { key: string; name: BilingualText | null }[] }[];
  readonly days: number;
  /** First day on which it can be measured again without looking at days before it was opened. */
  readonly readyOn: string;
  readonly before: TakenFigure;
  readonly after: TakenFigure | null;
  readonly result: ActionResult | null;
  readonly published: Published | null;
  readonly publishedOn: string | null;
  readonly seq: number;
};

export function toActionView(row: Schema["action"], policy: Policy, today: string): ActionView {
  const query = JSON.parse(row.measured_by) as MetricQuery;
  const metric = query.metrics[0] ?? "";
  const known = MetricId.safeParse(metric);
  const words = known.success ? METRICS[known.data] : undefined;
  const days = daysIn(query.period);
  return {
    id: row.id,
    finding: row.finding,
    change: row.change,
    owner: row.owner,
    ownerName: policy.units.find(({ id }) => id === row.owner)?.name ?? null,
    openedOn: row.opened_on,
    dueOn: row.due_on,
    doneOn: row.done_on,
    isOverdue: row.done_on === null && row.due_on < today,
    metric,
    words: words ? { label: words.label, unit: words.unit, better: words.better } : null,
    filters: Object.entries(query.filters).map(([dimension, keys]) => ({
      dimension,
      values: (keys ?? []).map((key) => ({ key, name: nameKey(policy, dimension, key) })),
    })),
    days,
    readyOn: addDays(row.opened_on, days - 1),
    before: JSON.parse(row.before_figure) as TakenFigure,
    after: row.after_figure === "" ? null : (JSON.parse(row.after_figure) as TakenFigure),
    result: row.result === "" ? null : (row.result as ActionResult),
    published: row.published === "" ? null : (JSON.parse(row.published) as Published),
    publishedOn: row.published_on,
    seq: row.seq,
  };
}

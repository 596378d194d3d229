import { METRICS, type MetricId } from "#analytics/metrics/catalogue.ts";
import { measuresOf } from "#analytics/metrics/metric.ts";
import type { Check } from "#policies/evidence-schema.ts";

/** The screen on which one sees what lies behind a figure. */
export type Behind =
  | "overview"
  | "contacts"
  | "requests"
  | "committee"
  | "complaints"
  | "cases"
  | "reviews"
  | "partners"
  | "actions"
  | "readings"
  | "shelf"
  | "versions";

/** By the first words of what a metric counts; whatever is not named here is a matter of deliveries and answers. */
const BY_MEASURE: readonly (readonly [RegExp, Behind])[] = [
  [/^contact/, "contacts"],
  [/^clock/, "committee"],
  [/^(request|condition|document|step|referral|out-of-field)/, "requests"],
  [/^complaint/, "complaints"],
  [/^(follow-up|recovery)/, "cases"],
  [/^review/, "reviews"],
  [/^(partner|agreement|impact|indicator)/, "partners"],
  [/^action/, "actions"],
  [/^(acknowledgement|circulation)/, "readings"],
  [/^shelf/, "shelf"],
];

export function leadsTo(metric: MetricId): Behind {
  const [measure = ""] = measuresOf(METRICS[metric].recipe);
  return BY_MEASURE.find(([pattern]) => pattern.test(measure))?.[1] ?? "overview";
}

export const CHECK_LEADS_TO: Readonly<Record<Check, Behind | null>> = {
  "approval-dates": "versions",
  "next-review": "versions",
  versions: "versions",
  shelf: "shelf",
  "no-staff-dimension": null,
  contradictions: null,
};

import { z } from "zod";
import { DimensionId } from "#analytics/metrics/dimensions.ts";
import { MetricId } from "#analytics/metrics/catalogue.ts";

/** Steps of a trend; the Hijri grains follow Umm al-Qura. */
export const Grain = z.enum(["day", "week", "month", "quarter", "year", "hijriMonth", "hijriQuarter", "hijriYear"]);
export type Grain = z.infer<typeof Grain>;

/** The one question that can be asked of analytics. Unknown metrics and dimensions cannot be expressed. */
export const MetricQuery = z.strictObject({
  metrics: z.array(MetricId).min(1).max(24),
  dimensions: z.array(DimensionId).max(2).default([]),
  /** Kept values by dimension. */
  filters: z.partialRecord(DimensionId, z.array(z.string().max(200)).min(1).max(100)).default({}),
  /** Both ends included, `YYYY-MM-DD`. */
  period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  /** Adds the key `period` (`2026-03`, `1447-09`, `2026-W07`, …) to each row. */
  grain: Grain.optional(),
  /** `previous`: also the same-length period just before, as `comparison` of each value. */
  compare: z.enum(["none", "previous"]).default("none"),
});
export type MetricQuery = z.infer<typeof MetricQuery>;

/**
 * `ok`: shown. `withheld`: fewer than k people. `empty`: nobody, so no number exists. `undetermined`: there are some, as
 * `base` says, but no number yet (half of them have still to be decided) or none that is not a contradiction.
 */
export type CellState = "ok" | "withheld" | "empty" | "undetermined";

/** A number as it may be shown: with its interval, its base and its state. Withheld cells carry no number at all. */
export type MetricValue = {
  readonly value: number | null;
  /** 95 % interval, where the metric has one; of a time either end can be null alone: nobody knows it yet. */
  readonly low: number | null;
  readonly high: number | null;
  /** The n behind the value; null when withheld. */
  readonly base: number | null;
  readonly state: CellState;
  /** Count per score, lowest first, of metrics that are a distribution. */
  readonly distribution?: readonly { readonly score: number; readonly count: number; readonly share: number }[];
  readonly comparison?: Omit<MetricValue, "comparison">;
};

export type MetricRow = {
  readonly keys: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, MetricValue>>;
};

/** `watermark` names the version of the data: the same watermark and query give the same rows. */
export type MetricResult = { readonly rows: readonly MetricRow[]; readonly watermark: number; readonly k: number };

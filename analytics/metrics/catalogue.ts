import { z } from "zod";
import { CONSTRUCT_METRICS, MEASURED_CONSTRUCTS } from "#analytics/metrics/construct-metrics.ts";
import type { ConstructMetricId } from "#analytics/metrics/construct-metrics.ts";
import { COUNT_METRICS } from "#analytics/metrics/count-metrics.ts";
import type { CountMetricId } from "#analytics/metrics/count-metrics.ts";
import { ITEM_METRICS } from "#analytics/metrics/item-metrics.ts";
import type { ItemMetricId } from "#analytics/metrics/item-metrics.ts";
import { DIMENSIONS, DimensionId } from "#analytics/metrics/dimensions.ts";
import { measuresOf } from "#analytics/metrics/metric.ts";
import type { Metric } from "#analytics/metrics/metric.ts";

const CONSTRUCT_METRIC_IDS = MEASURED_CONSTRUCTS.flatMap(
  (construct) => [construct, `${construct}Mean`, `${construct}Distribution`] as ConstructMetricId[],
);
const OTHER_METRIC_IDS = Object.keys({ ...COUNT_METRICS, ...ITEM_METRICS }) as (CountMetricId | ItemMetricId)[];

/** Every metric there is; nothing else can be asked for. */
export const MetricId = z.enum([...OTHER_METRIC_IDS, ...CONSTRUCT_METRIC_IDS]);
export type MetricId = z.infer<typeof MetricId>;

/** The catalogue: counts first, then constructs, then what is meant for single items. */
export const METRICS: Readonly<Record<MetricId, Metric<MetricId>>> = {
  ...COUNT_METRICS,
  ...CONSTRUCT_METRICS,
  ...ITEM_METRICS,
};

/** Dimensions by which a metric has numbers. */
export function dimensionsOf(id: MetricId): DimensionId[] {
  const measures = measuresOf(METRICS[id].recipe);
  return DimensionId.options.filter((dimension) =>
    measures.every((measure) => DIMENSIONS[dimension].measures.includes(measure)),
  );
}

/** The catalogue as it is published: every metric with the dimensions it can be broken down by, and every dimension. */
export function describeCatalogue() {
  return {
    metrics: MetricId.options.map((id) => {
      const { recipe: _, ...words } = METRICS[id];
      return { ...words, dimensions: dimensionsOf(id) };
    }),
    dimensions: DimensionId.options.map((id) => {
      const { measures: _, ...words } = DIMENSIONS[id];
      return words;
    }),
  };
}

import { DimensionId } from "#analytics/metrics/dimensions.ts";
import { dimensionsOf, MetricId } from "#analytics/metrics/catalogue.ts";
import type { PolicyProblem } from "#policies/policy-problem.ts";
import type { Policy } from "#policies/schema.ts";

/** Evidence that analytics cannot compute: a metric that there is not, or one that has no number by a dimension. */
export function findMetricFaults({ clauses }: Policy): PolicyProblem[] {
  return clauses.flatMap(({ evidence }, clause) =>
    evidence.flatMap((piece, index) => {
      if ("check" in piece) return [];
      const path = ["clauses", clause, "evidence", index];
      const metric = MetricId.safeParse(piece.metric);
      if (!metric.success) {
        return [{ path: [...path, "metric"], message: `no metric "${piece.metric}" in the catalogue` }];
      }
      const known = dimensionsOf(metric.data);
      const asked: [string, string][] = [
        ...Object.keys(piece.filters).map((dimension): [string, string] => ["filters", dimension]),
        ...(piece.by === undefined ? [] : [["by", piece.by] satisfies [string, string]]),
      ];
      return asked.flatMap(([place, dimension]) => {
        const read = DimensionId.safeParse(dimension);
        if (read.success && known.includes(read.data)) return [];
        const message = `${piece.metric} has no number by "${dimension}"; expected one of ${known.join(", ")}`;
        return [{ path: [...path, place, ...(place === "filters" ? [dimension] : [])], message }];
      });
    }),
  );
}

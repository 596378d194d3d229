import { expect, it } from "vitest";
import { MetricId, dimensionsOf } from "#analytics/metrics/catalogue.ts";
import { loadPolicies } from "#policies/load-policies.ts";

it("has every number that the policies name as evidence, by what they filter and break it down", () => {
  const missing: string[] = [];
  for (const policy of loadPolicies("policies").values()) {
    for (const { id, evidence } of policy.clauses) {
      for (const one of evidence) {
        if (!("metric" in one)) continue;
        const metric = MetricId.safeParse(one.metric);
        const possible: readonly string[] = metric.success ? dimensionsOf(metric.data) : [];
        if (!metric.success) missing.push(`${policy.id} ${id}: ${one.metric}`);
        for (const dimension of [...Object.keys(one.filters), ...(one.by === undefined ? [] : [one.by])]) {
          if (!possible.includes(dimension)) missing.push(`${policy.id} ${id}: ${one.metric} by ${dimension}`);
        }
      }
    }
  }
  expect(missing).toEqual([]);
});

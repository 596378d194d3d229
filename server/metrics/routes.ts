import { Hono } from "hono";
import { z } from "zod";
import type { AnalyticsScope } from "#analytics/analytics.ts";
import { describeCatalogue } from "#analytics/metrics/catalogue.ts";
import { MetricQuery } from "#analytics/query.ts";
import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { requireCaller, type CallerVariables } from "#server/http/caller.ts";
import { parseInput, readJson } from "#server/http/valid.ts";

const Queries = z.strictObject({ queries: z.array(MetricQuery).min(1).max(30) });

/** The catalogue of numbers, and the numbers of the caller's own association. */
export function metricRoutes(deps: Deps) {
  return new Hono<CallerVariables>()
    .get("/metrics", requireCaller(deps, "any"), (c) => c.json(describeCatalogue()))
    .post("/metrics/query", requireCaller(deps, "readMetrics"), async (c) => {
      const body = await readJson(c.req.raw);
      const analytics = deps.analytics.forAssociation(scopeOf(deps.policies, c.get("caller").associationId));
      if (typeof body === "object" && body !== null && "queries" in body) {
        const { queries } = parseInput(Queries, body);
        return c.json({ results: await Promise.all(queries.map((query) => analytics.query(query))) });
      }
      return c.json(await analytics.query(parseInput(MetricQuery, body)));
    });
}

/** What an association may see of its own numbers: its thresholds, by its policy. */
export function scopeOf(policies: ReadonlyMap<string, Policy>, associationId: string): AnalyticsScope {
  const policy = policies.get(associationId);
  if (!policy) throw new AppError("notFound", "There is nothing here.");
  return {
    associationId,
    k: policy.k,
    kByService: Object.fromEntries(policy.services.map((service) => [service.id, service.k])),
  };
}

import type { MetricQuery } from "#analytics/query.ts";
import type { Deps } from "#server/deps.ts";
import { askFigures } from "#server/metrics/ask-figures.ts";
import { scopeOf } from "#server/metrics/routes.ts";
import type { TakenFigure } from "#server/actions/compare-figures.ts";

/** Asks for the one figure of an action, as it may be shown now. */
export async function takeFigure(
  deps: Pick<Deps, "analytics" | "clock" | "feed" | "log" | "policies">,
  associationId: string,
  query: MetricQuery,
): Promise<TakenFigure> {
  const analytics = deps.analytics.forAssociation(scopeOf(deps, associationId));
  const { rows } = await askFigures(deps, () => analytics.query(query));
  const found = rows[0]?.values[query.metrics[0] ?? ""];
  const { state = "empty", value = null, low = null, high = null, base = null } = found ?? {};
  return { state, value, low, high, base, ...query.period };
}

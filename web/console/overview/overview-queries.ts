import type { MetricQuery, MetricResult } from "#web/api.ts";
import type { FilterId, Filters } from "#web/console/overview/filters.ts";
import { toTrendPeriod, type Period } from "#web/console/overview/period.ts";
import type { Calendar } from "#web/ui/format.ts";

/** What was experienced, in the order in which it is printed. */
export const EXPERIENCES = ["ease", "respect", "clarity", "timeliness", "confidentiality", "needMet"] as const;

/** Ways of answering that need a personal invitation; only they have people who kept silent. */
export const INVITED_MODES: readonly string[] = ["link", "phone", "desk"];

const TILES = ["headline", "invited", "trend", "service", "channel", "mode", "branches"] as const;
export type Tile = (typeof TILES)[number];
export type OverviewResults = Readonly<Record<Tile, MetricResult>>;

/**
 * All numbers of the overview as one list of queries, in the order of the tiles. A breakdown ignores the filter on its own
 * dimension, so that its other rows stay to be compared and chosen; lists of choices ignore every filter.
 */
export function toOverviewQueries(asked: { period: Period; filters: Filters; calendar: Calendar }): MetricQuery[] {
  const { period, filters, calendar } = asked;
  const by = (dimension: "service" | "channel" | "mode", metrics: MetricQuery["metrics"]): MetricQuery => ({
    metrics,
    dimensions: [dimension],
    filters: without(filters, dimension),
    period,
  });
  const queries: Record<Tile, MetricQuery> = {
    headline: {
      metrics: [
        ...(["satisfaction", "satisfactionMean", "satisfactionDistribution", "responseRate", "responses"] as const),
        ...(["invitedResponses", "participation", "invitations", "deliveries"] as const),
        ...EXPERIENCES,
      ],
      filters,
      period,
      compare: "previous",
    },
    invited: { metrics: ["satisfaction"], filters: { ...filters, mode: invitedModes(filters) }, period },
    trend: {
      metrics: ["satisfaction", "responses"],
      filters,
      period: toTrendPeriod(period, calendar),
      grain: calendar === "hijri" ? "hijriMonth" : "month",
    },
    service: by("service", ["satisfaction"]),
    channel: by("channel", ["satisfaction", "responses"]),
    mode: by("mode", ["satisfaction", "responses"]),
    branches: { metrics: ["responses"], dimensions: ["branch"], period },
  };
  return TILES.map((tile) => queries[tile]);
}

/** Names the answers of `toOverviewQueries`. */
export function toOverviewResults(results: readonly MetricResult[]): OverviewResults {
  return Object.fromEntries(TILES.map((tile, index) => [tile, results[index] ?? EMPTY])) as OverviewResults;
}

const EMPTY: MetricResult = { rows: [], watermark: 0, k: 0 };

function invitedModes({ mode }: Filters): string[] {
  const chosen = INVITED_MODES.filter((one) => mode === undefined || mode.includes(one));
  return chosen.length > 0 ? chosen : [...INVITED_MODES];
}

function without(filters: Filters, dimension: FilterId): Filters {
  const { [dimension]: _, ...others } = filters;
  return others;
}

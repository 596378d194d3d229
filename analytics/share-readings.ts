import { GRAIN_COLUMNS } from "#analytics/plan.ts";
import type { MetricQuery } from "#analytics/query.ts";

/** What to read, and the places of the queries that it answers. */
export type SharedReading = { readonly read: MetricQuery; readonly at: readonly number[] };

/**
 * Joins a query with its own trend by months where one request asks for both: the steps summed are the whole, so the
 * trend's rows answer the two. Trends by day are read from finer tables, so there the whole is read by itself.
 */
export function shareReadings(queries: readonly MetricQuery[]): SharedReading[] {
  const trends = new Map<string, number>();
  for (const [at, query] of queries.entries()) {
    if (hasMonths(query) && !trends.has(wholeOf(query))) trends.set(wholeOf(query), at);
  }
  const readings = new Map<number, { read: MetricQuery; at: number[] }>();
  for (const [at, query] of queries.entries()) {
    const reader = query.grain === undefined ? (trends.get(wholeOf(query)) ?? at) : at;
    const found = readings.get(reader) ?? { read: queries[reader] ?? query, at: [] };
    readings.set(reader, found);
    found.at.push(at);
  }
  return [...readings.values()];
}

function hasMonths({ grain }: MetricQuery): boolean {
  return grain !== undefined && ["month", "hijri_month"].includes(GRAIN_COLUMNS[grain]);
}

function wholeOf(query: MetricQuery): string {
  const { grain: _, ...whole } = query;
  return JSON.stringify(whole);
}

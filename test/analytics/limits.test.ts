import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Analytics } from "#analytics/analytics.ts";
import { LIMITS } from "#analytics/limits.ts";
import { MetricId } from "#analytics/metrics/catalogue.ts";
import { openAnalytics } from "#analytics/open-analytics.ts";
import { MetricQuery } from "#analytics/query.ts";
import { batch, delivery, satisfied, times } from "./records.ts";

const SCOPE = { associationId: "a", k: 5, kByService: {} };
const SCORED = MetricId.options.filter((id) => /Mean$|Distribution$/.test(id)).slice(0, 24);

const query = (given: Partial<Record<keyof MetricQuery, unknown>> = {}): MetricQuery =>
  MetricQuery.parse({ metrics: ["responses"], period: { from: "2026-01-01", to: "2026-12-31" }, ...given });

let analytics: Analytics;
beforeAll(async () => {
  analytics = await openAnalytics({ file: ":memory:" });
  // More branches than one query may read, in batches as the feed sends them.
  await analytics.append(
    batch(
      1,
      times(LIMITS.sums + 1, (index) => delivery({ branch: `branch ${index}` })),
      satisfied([5, 4, 3, 2, 1, 5]),
    ),
  );
});
afterAll(() => analytics.close());

const ask = (...queries: MetricQuery[]) => analytics.forAssociation(SCOPE).queryAll(queries);

describe("a request that is too large is refused by", () => {
  it("its metrics, whatever the queries", async () => {
    const all = query({ metrics: MetricId.options.slice(0, 20) });
    expect(await ask(...times(10, () => all))).toHaveLength(10);
    await expect(ask(...times(10, () => all), query())).rejects.toMatchObject({ limit: "metrics", most: 200 });
  });

  it.each([
    ["day", "2023-01-01", "2026-04-14"],
    ["week", "2005-01-01", "2027-12-31"],
    ["month", "1975-01-01", "2026-12-31"],
    ["hijriYear", "1975-01-01", "2026-12-31"],
  ])("the steps of its trend by %s, before anything is read", async (grain, from, to) => {
    expect(await ask(query({ grain, period: { from, to } }))).toHaveLength(1);
    await expect(ask(query({ grain, period: { from: "1950-01-01", to: "2050-12-31" } }))).rejects.toMatchObject({
      name: "QueryTooLarge",
      limit: grain === "hijriYear" ? "days" : "steps",
    });
  });

  it("what it would read", async () => {
    await expect(ask(query({ metrics: ["deliveries"], dimensions: ["branch"] }))).rejects.toMatchObject({
      limit: "sums",
    });
    const filters = { branch: ["branch 1", "branch 2"] };
    expect(await ask(query({ metrics: ["deliveries"], dimensions: ["branch"], filters }))).toHaveLength(1);
  });

  it("its values, all queries together", async () => {
    // 731 days with data at both ends, twelve metrics each, twice with the comparison.
    await analytics.append(
      batch(
        2,
        satisfied([1, 2, 3, 4, 5, 5], { answeredOn: "2024-01-01" }),
        satisfied([3], { answeredOn: "2025-12-31" }),
      ),
    );
    const period = { from: "2024-01-01", to: "2025-12-31" };
    const daily = query({ metrics: SCORED.slice(0, 12), grain: "day", period });
    expect(await ask(daily, daily, daily, daily)).toHaveLength(4);
    await expect(ask(daily, daily, daily, daily, daily)).rejects.toMatchObject({ limit: "values" });
  });

  it("the request that took the whole memory, at once", async () => {
    const worst = query({
      metrics: SCORED,
      dimensions: ["branch", "item"],
      grain: "day",
      period: { from: "1950-01-01", to: "2050-12-31" },
      compare: "previous",
    });
    await expect(ask(...times(30, () => worst))).rejects.toMatchObject({ name: "QueryTooLarge" });
    await expect(ask(worst)).rejects.toMatchObject({ name: "QueryTooLarge" });
  });
});

it("a dashboard of ten queries over years passes", async () => {
  const period = { from: "2023-01-01", to: "2026-12-31" };
  const results = await ask(
    query({ metrics: MetricId.options.slice(0, 15), period, compare: "previous" }),
    ...times(9, () => query({ metrics: ["satisfaction", "responses"], period, grain: "month", compare: "previous" })),
  );
  expect(results).toHaveLength(10);
});

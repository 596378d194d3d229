import { afterEach, describe, expect, it } from "vitest";
import type { Analytics } from "#analytics/analytics.ts";
import { openAnalytics } from "#analytics/open-analytics.ts";
import { MetricQuery } from "#analytics/query.ts";
import { batch, delivery, invitation, satisfied, times } from "./records.ts";

const SCOPE = { associationId: "a", k: 5, kByService: {} };
const MARCH = { from: "2026-03-01", to: "2026-03-31" };
let opened: Analytics[] = [];
afterEach(async () => {
  for (const analytics of opened) await analytics.close();
  opened = [];
});

async function open(): Promise<Analytics> {
  const analytics = await openAnalytics({ file: ":memory:" });
  opened.push(analytics);
  return analytics;
}

describe("the read model", () => {
  it("answers from what it was fed", async () => {
    const analytics = await open();
    await analytics.append(
      batch(
        7,
        times(20, () => delivery()),
        times(10, () => invitation()),
        times(8, () => invitation({ event: "answered" })),
        satisfied([5, 5, 4, 4, 4, 3, 2, 1]),
      ),
    );
    const query = MetricQuery.parse({
      metrics: ["deliveries", "responseRate", "satisfaction", "satisfactionMean", "satisfactionDistribution"],
      period: MARCH,
    });
    const result = await analytics.forAssociation(SCOPE).query(query);
    expect(result.watermark).toBe(7);
    expect(result.rows).toHaveLength(1);
    expect(result.rows[0]?.values["satisfaction"]).toMatchObject({ value: 5 / 8, base: 8, state: "ok" });
  });
});

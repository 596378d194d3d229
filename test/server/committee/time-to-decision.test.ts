import { expect, test } from "vitest";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { toMilestone } from "#server/journeys/to-milestones.ts";
import { recordChanges } from "#server/store/store.ts";
import { TEST_NOW } from "#test/support/factories.ts";
import { TEST_ASSOCIATION, testServers } from "#test/support/test-server.ts";

const DAY = 86_400_000;
const open = testServers();

test("the committee sees how long its decisions take, the pending ones counted as far as they have come", async () => {
  const server = await open();
  const { store, feed } = server.deps;
  const keys = {
    service: "consultation",
    channel: "website",
    kind: "family",
    timeZone: "Asia/Riyadh",
    calendar: "gregorian" as const,
    isSealed: false,
  };
  const countedAt = TEST_NOW - 40 * DAY;
  const step = "request/decision";
  const started = toMilestone(keys, { measure: "clock-started", countedAt, step, n: 16 });
  const early = toMilestone(keys, {
    measure: "clock-stopped",
    countedAt,
    step,
    outcome: "accepted",
    duration: 10,
    n: 9,
  });
  const late = toMilestone(keys, { measure: "clock-stopped", countedAt, step, outcome: "refused", duration: 20, n: 5 });
  await store.write(async (tx) =>
    recordChanges(tx, store.dialect, await recordMilestones(tx, TEST_ASSOCIATION, [started, early, late])),
  );
  await feed.catchUp();
  const answer = await server.call("committee", "/committee/time");
  expect(answer.status).toBe(200);
  const { rows, period } = (await answer.json()) as {
    rows: { values: Record<string, { value: number; state: string }> }[];
    period: object;
  };
  expect(period).toEqual({ from: "2025-06-16", to: "2026-06-15" });
  const values = rows[0]?.values ?? {};
  // Nine of sixteen were decided on day 10, five on day 20, two have waited for 40 days.
  expect(values["decided-median-days"]).toMatchObject({ value: 10, state: "ok" });
  expect(values["decided-by-day-14-share"]).toMatchObject({ value: 9 / 16 });
  expect(values["decided-before-14-count"]).toMatchObject({ value: 9 });
  expect((await server.call("committee", "/committee/time?from=2027-01-01&to=2026-01-01")).status).toBe(400);
  expect((await server.call("committee", "/committee/time?from=yesterday")).status).toBe(400);
});

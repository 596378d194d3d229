import { expect, test } from "vitest";
import { MetricId } from "#analytics/metrics/catalogue.ts";
import { testServers } from "#test/support/test-server.ts";

const open = testServers();

test("a question that would take the memory of all is refused, saying what to narrow", async () => {
  const server = await open();
  const worst = {
    metrics: MetricId.options.filter((id) => /Mean$|Distribution$/.test(id)).slice(0, 24),
    dimensions: ["branch", "item"],
    grain: "day",
    period: { from: "1950-01-01", to: "2050-12-31" },
    compare: "previous",
  };
  const many = await server.call("quality", "/metrics/query", { queries: Array.from({ length: 30 }, () => worst) });
  expect(many.status).toBe(422);
  expect(await many.json()).toMatchObject({ limit: "metrics", most: 200 });
  const one = await server.call("quality", "/metrics/query", worst);
  expect(one.status).toBe(422);
  expect(await one.json()).toMatchObject({ limit: "steps", most: 1_200 });
  const long = { ...worst, filters: { branch: Array.from({ length: 100 }, () => "x".repeat(700)) } };
  expect((await server.call("quality", "/metrics/query", long)).status).toBe(413);
});

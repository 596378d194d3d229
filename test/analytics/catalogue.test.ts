import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { compileSql } from "#analytics/compile-sql.ts";
import { METRICS, MetricId, describeCatalogue, dimensionsOf } from "#analytics/metrics/catalogue.ts";
import { DimensionId } from "#analytics/metrics/dimensions.ts";
import { planQuery } from "#analytics/plan.ts";
import type { Sources } from "#analytics/plan.ts";
import { Grain, MetricQuery } from "#analytics/query.ts";
import { openSchema } from "#analytics/schema/open-schema.ts";
import type { Warehouse } from "#analytics/warehouse.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openSchema({ file: ":memory:" });
});
afterAll(() => warehouse.close());

const QUARTER = { from: "2026-01-01", to: "2026-03-31" };

function statementsOf(query: Partial<Record<keyof MetricQuery, unknown>>, sources: Sources = "cubes") {
  const parsed = MetricQuery.parse({ period: QUARTER, ...query });
  const plan = planQuery({ query: parsed, period: parsed.period, byService: false, sources });
  return plan.metrics.length === 0 ? [] : plan.parts.map((part) => compileSql(plan, part, "a"));
}

/** Asks DuckDB itself whether every name and type of the statement exists. */
async function expectToBind({
  sql,
  params,
}: {
  sql: string;
  params: readonly (string | number | boolean | null)[];
}): Promise<void> {
  await warehouse.read(({ all }) => all(`EXPLAIN ${sql}`, params, z.unknown()));
}

const tablesOf = (statements: readonly { sql: string }[]) => statements.map(({ sql }) => /FROM (\w+)/.exec(sql)?.[1]);

describe("the catalogue", () => {
  it("binds every metric by every dimension, from cubes and from facts", async () => {
    for (const id of MetricId.options) {
      for (const dimension of dimensionsOf(id)) {
        for (const sources of ["cubes", "facts"] as const) {
          const statements = statementsOf({ metrics: [id], dimensions: [dimension] }, sources);
          expect(statements.length, `${id} by ${dimension}`).toBeGreaterThan(0);
          for (const statement of statements) await expectToBind(statement);
        }
      }
    }
  });

  it("binds every grain with every filter at once", async () => {
    const filters = Object.fromEntries(DimensionId.options.map((id) => [id, ["x", "y'; DROP TABLE meta; --"]]));
    for (const grain of Grain.options) {
      for (const statement of statementsOf({ metrics: ["mean"], grain, filters })) await expectToBind(statement);
    }
  });

  it.each(MetricId.options)("keeps the statement of %s", async (id) => {
    const text = statementsOf({ metrics: [id], dimensions: ["service"], grain: "hijriMonth" })
      .map(({ sql, params }) => `${sql}\n-- ${JSON.stringify(params)}\n`)
      .join("\n");
    await expect(text).toMatchFileSnapshot(`sql/${id}.sql`);
  });

  it("says of each metric what it is, in both languages, and by what it can be asked", () => {
    const described = describeCatalogue();
    expect(described.metrics.map(({ id }) => id)).toEqual(MetricId.options);
    for (const metric of described.metrics) {
      expect(metric.label.ar).toMatch(/[\u0600-\u06ff]/);
      expect(metric.description.ar).toMatch(/[\u0600-\u06ff]/);
      expect(metric.description.en.length).toBeGreaterThan(20);
      expect(metric.base.en.length).toBeGreaterThan(5);
      expect(metric.dimensions).toContain("service");
      expect(METRICS[metric.id].id).toBe(metric.id);
    }
    expect(described.dimensions.map(({ id }) => id)).toEqual(DimensionId.options);
  });
});

describe("the plan", () => {
  it("takes the smallest cube that has what is asked", () => {
    expect(tablesOf(statementsOf({ metrics: ["satisfaction"] }))).toEqual(["cube_service"]);
    expect(tablesOf(statementsOf({ metrics: ["satisfaction"], dimensions: ["branch"] }))).toEqual(["cube_place"]);
    expect(tablesOf(statementsOf({ metrics: ["satisfaction"], dimensions: ["item"] }))).toEqual(["cube_form"]);
    expect(
      tablesOf(statementsOf({ metrics: ["satisfaction"], dimensions: ["mode"], filters: { channel: ["x"] } })),
    ).toEqual(["cube_access"]);
    expect(tablesOf(statementsOf({ metrics: ["satisfaction"], grain: "week" }))).toEqual(["cube_day"]);
    expect(tablesOf(statementsOf({ metrics: ["satisfaction"], dimensions: ["mode", "branch"] }))).toEqual(["event"]);
  });

  it("takes whole months from cubes and only the days at the edges from finer rows", () => {
    const odd = { from: "2026-01-10", to: "2026-04-10" };
    expect(tablesOf(statementsOf({ metrics: ["satisfaction"], period: odd }))).toEqual([
      "cube_service",
      "cube_day",
      "cube_day",
    ]);
    const statements = statementsOf({ metrics: ["satisfaction"], dimensions: ["mode"], period: odd });
    // 1447-08 begins on 2026-01-20; March ends on the 31st.
    expect(statements.map(({ sql, params }) => [tablesOf([{ sql }])[0], params[2], params[3]])).toEqual([
      ["cube_access", "1447-08", "2026-03"],
      ["event", "2026-01-10", "2026-01-19"],
      ["event", "2026-04-01", "2026-04-10"],
    ]);
  });

  it("needs no days for a period of whole months of either calendar", () => {
    expect(statementsOf({ metrics: ["satisfaction"], period: { from: "2026-02-18", to: "2026-03-19" } })).toHaveLength(
      1,
    );
    expect(statementsOf({ metrics: ["satisfaction"], period: { from: "2026-02-18", to: "2026-03-31" } })).toHaveLength(
      1,
    );
    expect(statementsOf({ metrics: ["satisfaction"], period: { from: "2026-03-05", to: "2026-03-12" } })).toHaveLength(
      1,
    );
  });
});

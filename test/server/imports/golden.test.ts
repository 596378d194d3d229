import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chooseMapping, ImportOptions } from "#server/imports/import-options.ts";
import { planImport } from "#server/imports/plan-import.ts";
import { readTable } from "#server/imports/read-table.ts";
import { suggestMapping } from "#server/imports/suggest-mapping.ts";
import { makePolicy } from "#test/support/factories.ts";

const FOLDER = new URL("../../golden/imports/", import.meta.url);
const expectations = readdirSync(FOLDER).filter((name) => name.endsWith(".expected.json"));

describe("the registers in test/golden/imports", () => {
  it.each(expectations)("are read as in %s", async (name) => {
    const expected = JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as { options: unknown };
    const options = ImportOptions.parse(expected.options);
    const policy = makePolicy();
    const table = await readTable(readFileSync(new URL(name.replace(".expected.json", ""), FOLDER)));
    const mapping = chooseMapping(suggestMapping(table, policy), options, table.headers);
    const plan = await planImport({ table, mapping, options, policy, today: "2026-06-15" });
    expect(plan.problems).toEqual([]);
    expect({
      options: expected.options,
      format: table.format,
      encoding: table.encoding,
      delimiter: table.delimiter,
      mapping,
      dateOrder: plan.dates.order,
      calendar: plan.dates.calendar,
      rows: plan.rows.map(({ line, delivery }) => ({ line, ...delivery })),
    }).toEqual(expected);
  });

  it("are all there", () => {
    const inputs = readdirSync(FOLDER).filter((name) => !name.endsWith(".expected.json") && name !== "README.md");
    expect(expectations.map((name) => name.replace(".expected.json", "")).sort()).toEqual(inputs.sort());
    expect(inputs.length).toBeGreaterThan(5);
  });
});

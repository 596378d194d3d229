import { describe, expect, it } from "vitest";
import type { Policy } from "#policies/schema.ts";
import { chooseMapping, ImportOptions } from "#server/imports/import-options.ts";
import { planImport } from "#server/imports/plan-import.ts";
import { readTable } from "#server/imports/read-table.ts";
import { suggestMapping } from "#server/imports/suggest-mapping.ts";
import { toReference } from "#server/imports/to-reference.ts";
import { makePolicy } from "#test/support/factories.ts";

async function plan(text: string, given: unknown = {}, policy: Policy = makePolicy()) {
  const options = ImportOptions.parse(given);
  const table = await readTable(Buffer.from(text));
  const mapping = chooseMapping(suggestMapping(table, policy), options, table.headers);
  return { mapping, ...(await planImport({ table, mapping, options, policy, today: "2026-06-15" })) };
}

describe("a reference", () => {
  it.each([
    ["37,337,756", "37337756"],
    ["٣٧٬٣٣٧٬٧٥٦", "37337756"],
    ["37 337 756", "37337756"],
    ["37\u00a0337\u00a0756", "37337756"],
    ["37،337،756", "37337756"],
    ["1,234", "1234"],
    ["0,012", "0012"],
    ["12,34", "12,34"],
    ["1,234 567", "1,234 567"],
    ["37.337.756", "37.337.756"],
    ["A-1,234", "A-1,234"],
    ["1,234,", "1,234,"],
    [" \u200f007 ", "007"],
    ["", ""],
  ])("written %j is %j", (cell, reference) => {
    expect(toReference(cell)).toBe(reference);
  });
});

describe("the suggested mapping", () => {
  it("tells by the values whether نوع الخدمة names services or ways of serving", async () => {
    const ways = await plan("المرجع,نوع الخدمة,التاريخ\n1,حضوري,2026/01/01\n2,هاتف,2026/01/01\n");
    expect(ways.mapping).toMatchObject({ channel: "نوع الخدمة" });
    expect(ways.mapping.service).toBeUndefined();
    const services = await plan("المرجع,نوع الخدمة,التاريخ\n1,الاستشارات,2026/01/01\n2,الإيواء,2026/01/01\n");
    expect(services.mapping).toMatchObject({ service: "نوع الخدمة" });
    expect(services.mapping.channel).toBeUndefined();
  });

  it("does not take a column of other things for the date", async () => {
    const { mapping } = await plan("ref,date of birth notes,service date,service\n1,none,2026/01/01,archive\n");
    expect(mapping.deliveredOn).toBe("service date");
  });

  it("takes a column headed only as a date for it, so that its cells are named when they hold none", async () => {
    const { mapping, problems } = await plan("ref,date,service\n1,never,archive\n");
    expect(mapping.deliveredOn).toBe("date");
    expect(problems).toMatchObject([{ line: 2, column: "date", value: "never" }]);
  });

  it("gives each column to one field", async () => {
    const { mapping } = await plan(
      "رقم الخدمة,الخدمة,تاريخ الخدمة,قناة الخدمة,المنطقة,المدينة\n1,الأرشيف,2026/01/01,هاتف,ر,م\n",
    );
    expect(mapping).toEqual({
      reference: "رقم الخدمة",
      service: "الخدمة",
      deliveredOn: "تاريخ الخدمة",
      channel: "قناة الخدمة",
      branch: ["المنطقة", "المدينة"],
    });
  });

  it("is overruled field by field, and a column that was decided elsewhere is no longer suggested", async () => {
    const text = "ref,date,service,region,city\n1,2026/01/01,archive,r,c\n";
    expect((await plan(text, { mapping: { branch: ["region"] } })).mapping.branch).toEqual(["region"]);
    expect((await plan(text, { mapping: { branch: null } })).mapping.branch).toBeUndefined();
    expect((await plan(text, { mapping: { reference: "city" } })).mapping).toMatchObject({
      reference: "city",
      branch: ["region"],
    });
    await expect(plan(text, { mapping: { kind: "sort" } })).rejects.toThrow('no column "sort"');
  });

  it("gives way to a service that was given for all rows", async () => {
    const { mapping, rows } = await plan("ref,date,service\n1,2026/01/01,archive\n", { service: "consultation" });
    expect(mapping.service).toBeUndefined();
    expect(rows[0]?.delivery.service).toBe("consultation");
  });
});

describe("what must be decided first", () => {
  it("is the order of dates that can be read in two ways", async () => {
    const text = "ref,date,service\n1,03/04/2026,archive\n2,05/06/2026,archive\n";
    const open = await plan(text);
    expect(open.needs).toEqual({ dateOrder: ["dmy", "mdy"] });
    expect(open.rows).toEqual([]);
    expect((await plan(text, { dateOrder: "dmy" })).rows.map(({ delivery }) => delivery.deliveredOn)).toEqual([
      "2026-04-03",
      "2026-06-05",
    ]);
    expect((await plan(text, { dateOrder: "mdy" })).rows.map(({ delivery }) => delivery.deliveredOn)).toEqual([
      "2026-03-04",
      "2026-05-06",
    ]);
  });

  it("is the service when no column tells it and there are several", async () => {
    const text = "ref,date\n1,2026/01/01\n";
    expect((await plan(text)).needs).toEqual({ service: ["consultation", "shelter", "archive"] });
    const policy = makePolicy();
    const one = { ...policy, services: policy.services.slice(0, 1) };
    expect((await plan(text, {}, one)).rows[0]?.delivery.service).toBe("consultation");
  });

  it("are the columns of reference and date when none looks like them", async () => {
    expect((await plan("a,b,service\n1,x,archive\n")).needs).toEqual({ mapping: ["reference", "deliveredOn"] });
  });
});

describe("a wrong cell", () => {
  it("is named by line, column, value and what was expected; all of a row at once", async () => {
    const { problems, rows } = await plan(
      "المرجع,التاريخ,الخدمة,القناة\n1,2026/01/01,الأرشيف,هاتف\n,2026/13/01,الأرشيف,دخان\n3,2026/06/16,حلاقة,\n",
    );
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([
      { line: 3, column: "التاريخ", value: "2026/13/01", expected: expect.stringContaining("a day that exists") },
      { line: 3, column: "المرجع", value: "", expected: "1 to 100 characters" },
      { line: 4, column: "الخدمة", value: "حلاقة", expected: expect.stringContaining("archive (الأرشيف)") },
      { line: 4, column: "التاريخ", value: "2026/06/16", expected: "a date from 2000-01-01 to today, 2026-06-15" },
    ]);
  });

  it("that stands in many rows is listed once with its count, most frequent first", async () => {
    const text = `ref,date,service,channel\n${["a", "b", "b", "phone"].map((channel, i) => `${i},2026/01/01,archive,${channel}`).join("\n")}\n`;
    const { unmatched } = await plan(text);
    expect(unmatched).toEqual([
      { field: "channel", value: "b", count: 2 },
      { field: "channel", value: "a", count: 1 },
    ]);
  });

  it("of a channel is put right by saying what its text means", async () => {
    const text = "ref,date,service,channel\n1,2026/01/01,archive,كشك  ذاتي\n2,2026/01/01,archive,\n";
    const { problems, rows } = await plan(text, { channels: { "كشك ذاتي": "website" }, channel: "phone" });
    expect(problems).toEqual([]);
    expect(rows.map(({ delivery }) => delivery.channel)).toEqual(["website", "phone"]);
    await expect(plan(text, { channels: { "كشك ذاتي": "smoke" } })).rejects.toThrow('no channel "smoke"');
  });

  it("is a reference that stands for two different deliveries; the same row twice is no mistake", async () => {
    const { problems, rows } = await plan(
      "ref,date,service\n7,2026/01/01,archive\n7,2026/01/01,archive\n7,2026/01/02,archive\n",
    );
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(problems).toEqual([{ line: 4, column: "ref", value: "7", expected: expect.stringContaining("line 2") }]);
  });
});

describe("a branch of several columns", () => {
  it("joins what they hold, each part once", async () => {
    const { rows } = await plan(
      "ref,date,service,region,city\n1,2026/01/01,archive,الرياض,شقراء\n2,2026/01/01,archive,الرياض,الرياض\n3,2026/01/01,archive,,شقراء\n4,2026/01/01,archive,,\n",
    );
    expect(rows.map(({ delivery }) => delivery.branch)).toEqual(["الرياض – شقراء", "الرياض", "شقراء", ""]);
  });
});

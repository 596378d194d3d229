import { describe, expect, it } from "vitest";
import type { ImportReport } from "#web/api.ts";
import { explainExpected } from "#web/console/imports/expected.ts";
import { chooseChannel, chooseColumns, chooseService, columnsOf, isReady } from "#web/console/imports/import-state.ts";
import { createWords } from "#web/ui/i18n.ts";

const report: ImportReport = {
  ...{ applied: false, format: "csv", encoding: "utf-8", delimiter: ",", headers: ["a", "b", "c"] },
  ...{
    mapping: { reference: "a", branch: ["b", "c"] },
    suggestions: {},
    dateOrder: "ymd",
    calendar: "gregorian",
    needs: {},
  },
  ...{ rows: 3, created: 3, replayed: 0, problemCount: 0, problems: [], unmatched: [], lines: [] },
};

describe("choices of an import", () => {
  it("say that a file does not tell a field, which is not the same as following the suggestion", () => {
    expect(chooseColumns({}, "kind", [])).toEqual({ mapping: { kind: null } });
    expect(chooseColumns({}, "kind", ["b"])).toEqual({ mapping: { kind: "b" } });
  });

  it("keep several columns for a branch only", () => {
    expect(chooseColumns({}, "branch", ["b", "c"])).toEqual({ mapping: { branch: ["b", "c"] } });
    expect(columnsOf(report, "branch")).toEqual(["b", "c"]);
    expect(columnsOf(report, "reference")).toEqual(["a"]);
    expect(columnsOf(report, "kind")).toEqual([]);
  });

  it("drop the one service of all rows when a column tells it", () => {
    const all = chooseService({ dateOrder: "dmy" }, "guidance");
    expect(all).toEqual({ dateOrder: "dmy", service: "guidance" });
    expect(chooseColumns(all, "service", ["b"])).toEqual({ dateOrder: "dmy", mapping: { service: "b" } });
    expect(chooseColumns(all, "kind", ["b"])).toMatchObject({ service: "guidance" });
  });

  it("remember what a word means, and forget it again", () => {
    const told = chooseChannel({}, "رابط", "website");
    expect(told).toEqual({ channels: { رابط: "website" } });
    expect(chooseChannel(told, "رابط", "")).toEqual({ channels: {} });
  });
});

describe("an import", () => {
  it("is ready only with nothing to decide, nothing to mend and something to take in", () => {
    expect(isReady(report)).toBe(true);
    expect(isReady({ ...report, problemCount: 1 })).toBe(false);
    expect(isReady({ ...report, needs: { dateOrder: ["dmy", "mdy"] } })).toBe(false);
    expect(isReady({ ...report, rows: 0 })).toBe(false);
  });
});

describe("what a cell should have held", () => {
  const { i18n } = createWords({ language: "ar", digits: "arab" });
  const bare = (expected: string) => explainExpected(expected, i18n.t).replace(/[\u2068\u2069]/g, "");

  it("is said in Arabic", () => {
    expect(bare("a date like 2025/03/25")).toBe("تاريخ مثل ٢٠٢٥/٠٣/٢٥");
    expect(bare("a day that exists, a date like 2025/03/25")).toBe("يوم موجود في التقويم، مثل ٢٠٢٥/٠٣/٢٥");
    expect(bare("5 cells, found 4")).toBe("عدد الخانات ٥، والموجود ٤");
  });

  it("lists names instead of ids", () => {
    expect(bare("one of phone (الهاتف), social (وسائل التواصل)")).toBe("واحدة من: الهاتف، وسائل التواصل");
  });

  it("stays as it came when nobody has translated it", () => {
    expect(bare("something new")).toBe("something new");
  });
});

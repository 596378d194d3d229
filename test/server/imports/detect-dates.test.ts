import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodKeys, toHijri } from "#policies/calendar.ts";
import { detectDateStyle, readDate, type DateOrder } from "#server/imports/detect-dates.ts";

describe("the order of a column of dates", () => {
  it.each<[string, string[], unknown]>([
    ["one day above 12 tells for all", ["01/02/2025", "25/02/2025", "03/04/2025"], "dmy"],
    ["one day above 12 in second place tells for all", ["01/02/2025", "02/25/2025"], "mdy"],
    ["a year that comes first is followed by the month", ["2025/01/02", "2025-12-31"], "ymd"],
    ["days up to 12 only leave it open", ["01/02/2025", "12/11/2025"], ["dmy", "mdy"]],
    ["the same number twice is the same day either way", ["05/05/2025", "7/7/2025"], "dmy"],
    ["a column that contradicts itself is left open", ["25/02/2025", "02/25/2025"], ["dmy", "mdy"]],
    ["cells that are no date tell nothing", ["", "unknown", "99/99/2025", "01/02/2025"], ["dmy", "mdy"]],
    ["Hijri days tell as well", ["٢٥/٠٣/١٤٤٧", "٠١/٠٢/١٤٤٧"], "dmy"],
  ])("%s", (_, cells, order) => {
    expect(detectDateStyle(cells).order).toEqual(order);
  });

  it("knows the calendar by the years", () => {
    expect(detectDateStyle(["1447/09/01"]).calendar).toBe("hijri");
    expect(detectDateStyle(["2026/02/18"]).calendar).toBe("gregorian");
    expect(detectDateStyle(["1447/09/01", "2026/02/18"]).calendar).toBe("mixed");
    expect(detectDateStyle(["", "soon"]).calendar).toBeNull();
  });

  it("finds the order of any column that has one day above 12", () => {
    const Day = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true });
    const Order = fc.constantFrom<DateOrder>("ymd", "dmy", "mdy");
    fc.assert(
      fc.property(fc.array(Day, { minLength: 1 }), Order, fc.constantFrom("/", "-", "."), (days, order, mark) => {
        const dates = [...days.map((day) => day.toISOString().slice(0, 10)), "2031-03-25"];
        const cells = dates.map((date) => write(date, order, mark));
        expect(detectDateStyle(cells).order).toBe(order);
        expect(cells.map((cell) => readDate(cell, { order, calendar: undefined }))).toEqual(
          dates.map((date) => ({ date })),
        );
      }),
    );
  });
});

describe("a date", () => {
  const read = (cell: string, order: DateOrder = "dmy", calendar?: "hijri" | "gregorian") =>
    readDate(cell, { order, calendar });

  it.each([
    ["2026/02/18", "2026-02-18"],
    ["2026-2-8", "2026-02-08"],
    ["18.02.2026", "2026-02-18"],
    ["١٨/٠٢/٢٠٢٦ م", "2026-02-18"],
    ["۱۸/۰۲/۲۰۲۶", "2026-02-18"],
    ["18/02/2026 23:59", "2026-02-18"],
    ["2026-02-18T10:00:00.000Z", "2026-02-18"],
    ["1447/09/01", "2026-02-18"],
    ["01-09-1447هـ", "2026-02-18"],
    ["\u200f2026/02/18\u200e", "2026-02-18"],
  ])("%s is %s", (cell, date) => {
    expect(read(cell)).toEqual({ date });
  });

  it.each([
    "",
    "soon",
    "18/02/26",
    "2026/02/30",
    "2026/13/01",
    "31/04/2026",
    "0026/01/01",
    "2026/02",
    "1447/09/31",
    "2026-02/18",
    "45726",
    "٣٠/٠٢/٢٠٢٦",
    `2026/02/18${" ".repeat(10)}x`,
  ])("%s is none, and the answer says what was expected", (cell) => {
    expect(read(cell)).toEqual({ expected: expect.any(String) });
  });

  it("of the other calendar is refused once the calendar was said", () => {
    expect(read("1447/09/01", "ymd", "gregorian")).toHaveProperty("expected");
    expect(read("2026/02/18", "ymd", "hijri")).toHaveProperty("expected");
    expect(read("1447/09/01", "ymd", "hijri")).toEqual({ date: "2026-02-18" });
  });

  it("with the year last is refused when the year was said to come first", () => {
    expect(read("01/02/2026", "ymd")).toHaveProperty("expected");
  });

  it("in Hijri comes back as the day that it is", () => {
    const Day = fc.date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(Day, (day) => {
        const date = day.toISOString().slice(0, 10);
        const { year, month, day: hijriDay } = toHijri(periodKeys(date).day);
        expect(read(`${year}/${month}/${hijriDay}`)).toEqual({ date });
      }),
    );
  });
});

function write(date: string, order: DateOrder, mark: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return { ymd: [year, month, day], dmy: [day, month, year], mdy: [month, day, year] }[order].join(mark);
}

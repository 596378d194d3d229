import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFormat, isolate, toDigits, type FormatSettings } from "#web/ui/format.ts";

const arabic: FormatSettings = { language: "ar", digits: "arab", calendar: "gregorian" };
const english: FormatSettings = { language: "en", digits: "latn", calendar: "gregorian" };
const bare = (text: string) => text.replace(/[\u061c\u200e\u200f]/g, "");

describe("numbers", () => {
  it("are written in the digits that were chosen, whatever the language", () => {
    expect(createFormat(arabic).integer(12648)).toBe("١٢٬٦٤٨");
    expect(createFormat({ ...arabic, digits: "latn" }).integer(12648)).toBe("12,648");
    expect(createFormat(english).integer(12648)).toBe("12,648");
    expect(createFormat({ ...english, digits: "arab" }).integer(12648)).toBe("١٢٬٦٤٨");
  });

  it("never mix digits on a page, dates and shares included", () => {
    const settings = fc.record({
      language: fc.constantFrom("ar" as const, "en" as const),
      digits: fc.constantFrom("arab" as const, "latn" as const),
      calendar: fc.constantFrom("gregorian" as const, "hijri" as const),
    });
    fc.assert(
      fc.property(settings, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(1e6), (chosen, share, count) => {
        const format = createFormat(chosen);
        const text = [
          format.percentRange(share, 1),
          format.integer(count),
          format.decimal(share * 5),
          format.dateRange("2026-02-18", "2026-03-19"),
          format.period("2026-W07"),
          format.period("1447-Q3"),
          format.time(count),
        ].join(" ");
        expect(text).not.toMatch(chosen.digits === "arab" ? /[0-9]/ : /[٠-٩]/);
      }),
    );
  });

  it("keep 0 % and 100 % for what is exactly nobody or everybody", () => {
    const { percent } = createFormat(english);
    expect(percent(0)).toBe("0%");
    expect(percent(0.0004)).toBe("1%");
    expect(percent(0.996)).toBe("99%");
    expect(percent(1)).toBe("100%");
    expect(percent(0.815)).toBe("82%");
  });

  it("say an interval in words, since a dash turns round between Arabic words", () => {
    expect(bare(createFormat(arabic).percentRange(0.79, 0.85))).toBe("٧٩٪ إلى ٨٥٪");
    expect(createFormat(english).percentRange(0.79, 0.85)).toBe("79% to 85%");
  });
});

describe("dates", () => {
  it("are written in either calendar", () => {
    expect(createFormat(english).date("2026-02-18")).toBe("18 February 2026");
    expect(createFormat({ ...arabic, calendar: "hijri" }).date("2026-02-18")).toBe("١ رمضان ١٤٤٧ هـ");
    expect(createFormat({ ...english, calendar: "hijri" }).date("2026-02-18")).toBe("1 Ramadan 1447 AH");
  });

  it("name a period by its own calendar, whichever one the reader uses", () => {
    expect(createFormat(arabic).period("1447-09")).toBe("رمضان ١٤٤٧ هـ");
    expect(createFormat({ ...english, calendar: "hijri" }).period("2026-03")).toBe("March 2026");
    expect(createFormat(english).period("2026-Q1")).toBe("Quarter 1/2026");
    expect(createFormat(english).period("2026")).toBe("2026");
    expect(createFormat(english).period("2026-02-18")).toBe("18 February 2026");
  });

  it("are one date when both ends are the same day", () => {
    expect(createFormat(english).dateRange("2026-02-18", "2026-02-18")).toBe("18 February 2026");
  });
});

describe("texts", () => {
  it("get one set of digits, both ways", () => {
    expect(toDigits("95 و٩٥", "arab")).toBe("٩٥ و٩٥");
    expect(toDigits("95 و٩٥", "latn")).toBe("95 و95");
  });

  it("of another direction are held together", () => {
    expect(isolate("A-12")).toBe("\u2068A-12\u2069");
  });
});

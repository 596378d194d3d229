// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { DateField, fromParts } from "#web/ui/DateField.tsx";
import { clear, render } from "#test/web/render.tsx";

afterEach(clear);

describe("a date by its parts", () => {
  it("becomes the last day of a month that has no such day", () => {
    expect(fromParts({ year: 2026, month: 2, day: 31 }, "gregorian")).toBe("2026-02-28");
    // Shaban 1447 has 29 days; Ramadan began on 2026-02-18.
    expect(fromParts({ year: 1447, month: 8, day: 30 }, "hijri")).toBe("2026-02-17");
  });

  it("is offered in the reader's calendar and digits, and told in Gregorian", async () => {
    let told = "";
    const field = <DateField label="x" value="2026-02-18" years={[2025, 2026]} onChange={(date) => (told = date)} />;
    const element = await render(field, { calendar: "hijri" });
    const [day, month, year] = element.querySelectorAll("select");
    const chosen = [day, month, year].map((one) => one?.selectedOptions[0]?.textContent);
    expect(chosen).toEqual(["١", "رمضان", "١٤٤٧"]);
    expect(month?.options).toHaveLength(12);
    await act(async () => {
      if (day) day.value = "30";
      day?.dispatchEvent(new Event("change", { bubbles: true }));
      await Promise.resolve();
    });
    expect(told).toBe("2026-03-19");
  });
});

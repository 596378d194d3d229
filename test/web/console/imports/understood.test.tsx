// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import type { ImportReport } from "#web/api.ts";
import { Understood } from "#web/console/imports/Understood.tsx";
import { clear, render } from "#test/web/render.tsx";

afterEach(clear);

const report: ImportReport = {
  ...{ applied: false, format: "csv", encoding: "windows-1256", delimiter: ";", headers: ["رقم", "يوم"] },
  ...{ mapping: { reference: "رقم", deliveredOn: "يوم" }, suggestions: {}, dateOrder: "dmy", calendar: "hijri" },
  ...{ needs: {}, rows: 25, created: 24, replayed: 1, problemCount: 0, problems: [], unmatched: [] },
  lines: Array.from({ length: 25 }, (_, index) => ({
    ...{ line: index + 2, reference: `R${index}`, state: index === 1 ? ("replayed" as const) : ("created" as const) },
    ...(index === 1 ? { differs: ["service", "deliveredOn"] } : {}),
  })),
};

describe("what was understood of a file", () => {
  it("is shown before it is taken in: how it was read, and which column holds what", async () => {
    const element = await render(<Understood report={report} />);
    const facts = element.querySelector("dl")?.textContent ?? "";
    for (const word of ["WINDOWS-1256", "فاصلة منقوطة", "هجري", "يوم/شهر/سنة", "رقم"]) {
      expect(facts).toContain(word);
    }
  });

  it("lists the first lines with what becomes of them, and names what differs from before", async () => {
    const element = await render(<Understood report={report} />);
    const rows = element.querySelectorAll("tbody tr");
    expect(rows.length).toBe(20);
    expect(rows[0]?.textContent).toContain("تُسجَّل خدمة جديدة");
    expect(rows[1]?.textContent).toContain("يختلف عنها في: الخدمة، تاريخ تقديم الخدمة");
    expect(element.textContent).toContain("هذه أول ٢٠ من ٢٥.");
  });
});

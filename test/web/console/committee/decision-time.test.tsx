// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import type { MetricValue } from "#web/api.ts";
import { Figures } from "#web/console/committee/DecisionTimePanel.tsx";
import { clear, render } from "#test/web/render.tsx";

afterEach(clear);

const figure = (value: number | null, parts: Partial<MetricValue> = {}): MetricValue => ({
  ...{ value, low: null, high: null, base: 20, state: "ok" },
  ...parts,
});

describe("the time to a decision", () => {
  it("is told with its interval, and with an open end where nobody knows it yet", async () => {
    const values = {
      "decided-median-days": figure(12, { low: 9, high: 16 }),
      "decided-p80-days": figure(20, { low: 17 }),
      "decided-p90-days": figure(null, { state: "undetermined" }),
      "decided-by-day-14-share": figure(0.6, { low: 0.4, high: 0.8 }),
      "decided-after-14-count": figure(7),
    };
    const text = (await render(<Figures values={values} />)).textContent;
    expect(text).toContain("خلال ١٢ يومًا");
    expect(text).toContain("٩ أيام إلى ١٦ يومًا");
    expect(text).toContain("١٧ يومًا فأكثر");
    expect(text).toContain("لم يُعرف بعد");
    expect(text).toContain("لم يصدر قرار عدد كافٍ");
    expect(text).toContain("٦٠٪");
    // Both readings stand side by side, and none is chosen.
    expect(text).toContain("نعرض الوجهين ولا نختار بينهما");
  });

  it("shows no number of a group that is too small", async () => {
    const values = { "decided-by-day-14-share": figure(null, { state: "withheld", base: null }) };
    expect((await render(<Figures values={values} />)).textContent).toContain("محجوب حمايةً لأصحابه");
  });
});

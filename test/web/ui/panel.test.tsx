// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { ApiError } from "#web/api.ts";
import { IntervalRows } from "#web/charts/IntervalRows.tsx";
import { Panel } from "#web/ui/Panel.tsx";
import { toPanelState, type PanelState } from "#web/ui/panel-state.ts";
import { clear, render } from "#test/web/render.tsx";

afterEach(clear);

const panel = (state: PanelState) => (
  <Panel name="الاسم" finding="النتيجة" note="الأساس" state={state} height={100} table={<p>جدول</p>}>
    <p>الصورة</p>
  </Panel>
);

describe("a panel", () => {
  it("shows its finding, its base and its picture once they are there", async () => {
    const element = await render(panel({ kind: "ready" }));
    expect(element.querySelector("h2")?.textContent).toBe("النتيجة");
    expect(element.textContent).toContain("الأساس");
    expect(element.textContent).toContain("الصورة");
  });

  it("shows a lock and the reason instead of anything withheld", async () => {
    const element = await render(panel({ kind: "withheld", k: 10 }));
    expect(element.textContent).toContain("محجوب حمايةً لأصحابه");
    expect(element.textContent).toContain("نحجب كل رقم عن أقل من ١٠ أشخاص، وما يكشفه.");
    expect(element.querySelector("svg")).not.toBeNull();
    for (const hidden of ["النتيجة", "الأساس", "الصورة", "جدول"]) expect(element.textContent).not.toContain(hidden);
  });

  it("is busy while it waits, and keeps its height", async () => {
    const element = await render(panel({ kind: "loading" }));
    expect(element.querySelector("section")?.getAttribute("aria-busy")).toBe("true");
    expect(element.innerHTML).toContain("min-block-size: 100px");
    expect(element.textContent).not.toContain("الصورة");
  });

  it("says what went wrong and tries again when asked", async () => {
    let tries = 0;
    const element = await render(
      panel({ kind: "error", error: new ApiError("offline", 0, ""), retry: () => (tries += 1) }),
    );
    expect(element.querySelector('[role="alert"]')?.textContent).toContain("تعذّر الوصول إلى الخادم");
    await act(async () => {
      element.querySelector("button")?.click();
      await Promise.resolve();
    });
    expect(tries).toBe(1);
  });

  it("opens its table on demand", async () => {
    const element = await render(panel({ kind: "ready" }));
    const button = element.querySelector("button");
    expect(button?.getAttribute("aria-expanded")).toBe("false");
    await act(async () => {
      button?.click();
      await Promise.resolve();
    });
    expect(button?.getAttribute("aria-expanded")).toBe("true");
  });
});

describe("the state of a panel", () => {
  const query = (more: object) => ({ data: undefined, error: null, refetch: () => undefined, ...more });

  it("keeps old numbers on the page when fetching them again fails", () => {
    expect(toPanelState(query({ data: {}, error: new Error("no") })).kind).toBe("ready");
    expect(toPanelState(query({ error: new Error("no") })).kind).toBe("error");
    expect(toPanelState(query({})).kind).toBe("loading");
  });

  it("follows the state of its number", () => {
    expect(toPanelState(query({ data: {} }), { state: "withheld", k: 5 })).toEqual({ kind: "withheld", k: 5 });
    expect(toPanelState(query({ data: {} }), { state: "empty", k: 5 })).toEqual({ kind: "empty" });
  });
});

describe("rows with intervals", () => {
  const rows = [
    {
      key: "a",
      label: "أ",
      measured: { state: "ok" as const, value: 0.8, low: 0.7, high: 0.9, base: 45 },
      k: 5,
      small: false,
    },
    { key: "b", label: "ب", measured: { state: "withheld" as const }, k: 10, small: false },
    { key: "c", label: "ج", measured: { state: "empty" as const }, k: 5, small: false },
  ];

  it("print share, interval and base as a table that can be read aloud", async () => {
    const element = await render(<IntervalRows caption="c" heading="h" rows={rows} />);
    const cells = [...element.querySelectorAll("tbody tr:first-child td")].map((cell) =>
      cell.textContent.replace(/\u061c/g, ""),
    );
    expect(cells.slice(2)).toEqual(["٧٠٪ إلى ٩٠٪", "٤٥"]);
    expect(cells[1]).toMatch(/^٨٠٪/);
    expect(element.querySelectorAll("thead th").length).toBe(5);
  });

  it("have the interval under the share for narrow pages, read aloud once", async () => {
    const element = await render(<IntervalRows caption="c" heading="h" rows={rows} />, { digits: "latn" });
    const under = element.querySelector("tbody td small");
    expect(under?.textContent.replace(/\u061c/g, "")).toMatch(/^70.{1,2} إلى 90/u);
    expect(under?.getAttribute("aria-hidden")).toBe("true");
  });

  it("withhold a row without counting its people, and say nobody where nobody answered", async () => {
    const element = await render(<IntervalRows caption="c" heading="h" rows={rows} />, { digits: "latn" });
    const [, withheld, empty] = element.querySelectorAll("tbody tr");
    expect(withheld?.textContent).toBe("بمحجوب حمايةً لأصحابه");
    expect(empty?.textContent).toBe("جلا إجابات");
    expect(element.querySelector("table ~ p")?.textContent).toBe("نحجب كل رقم عن أقل من 10 أشخاص، وما يكشفه.");
  });
});

import { describe, expect, it } from "vitest";
import { filled, toAmount, unanswered } from "#web/console/partners/FormFields.tsx";

describe("an amount as it is typed", () => {
  it.each([
    ["٤٠", 40],
    ["12.5", 12.5],
    ["١٢٫٥", 12.5],
    ["-3", -3],
    [" 7 ", 7],
  ])("%s is %d", (typed, amount) => expect(toAmount(typed)).toBe(amount));

  it.each(["", "نحو ٤٠", "1e5", "٤٠ شخصًا"])("%s is none, and stays to be put right", (typed) => {
    expect(toAmount(typed)).toBe(typed);
  });
});

describe("answers before they are sent", () => {
  const item = { kind: "comment", questionType: "comment", title: {}, required: true } as const;

  it("leave out what is empty, and name what is required and missing", () => {
    expect(filled({ a: "", b: 0, c: "x" })).toEqual({ b: 0, c: "x" });
    const items = [
      { ...item, id: "a" },
      { ...item, id: "b" },
      { ...item, id: "c", required: false },
    ];
    expect(unanswered(items, { b: 0 })).toEqual(["a"]);
  });
});

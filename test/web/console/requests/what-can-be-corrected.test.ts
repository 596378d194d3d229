import { expect, test } from "vitest";
import { toCorrection, whatCanBeCorrected } from "#web/console/requests/what-can-be-corrected.ts";

const item = (id: string, more: object = {}) =>
  ({ id, title: { ar: id }, questionType: "text", required: false, ...more }) as never;

test("only what plain fields can ask is asked again, with what was answered", () => {
  const items = [
    item("age", { inputType: "number" }),
    item("need"),
    item("widowed", { choices: [{ value: true, text: {} }] }),
    item("helps", { many: true }),
    item("sum", { readOnly: true }),
  ];
  const { items: asked, given } = whatCanBeCorrected({
    items,
    answers: { age: 34, widowed: true, helps: ["a"], sum: 3 },
  });
  expect(asked.map(({ id }) => id)).toEqual(["age", "need"]);
  expect(given).toEqual({ age: 34 });
});

test("only what was changed is sent; what was emptied is taken away", () => {
  const before = { age: 34, need: "إيجار", city: "الرياض" };
  expect(toCorrection(before, { ...before, age: 35, need: "", other: "" })).toEqual({ age: 35, need: null });
  expect(toCorrection(before, {})).toEqual({});
});

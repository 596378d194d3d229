import { Model } from "survey-core";
import { describe, expect, test } from "vitest";
import { compileForm } from "#surveys/compile.ts";
import type { Json } from "#surveys/form.ts";

const check = (definition: Json, answers: Json) => {
  const checked = compileForm(definition).check(answers, "en");
  return checked.ok ? checked.answers : checked.problems.map(({ item, rule }) => `${item}: ${rule}`);
};

const branching: Json = {
  elements: [
    { type: "radiogroup", name: "came", choices: ["yes", "no"], isRequired: true },
    { type: "rating", name: "wait", visibleIf: "{came} = 'yes'", isRequired: true },
    { type: "comment", name: "why", visibleIf: "{came} = 'no'", requiredIf: "{came} = 'no'" },
    { type: "text", name: "late", visibleIf: "{wait} <= 2" },
  ],
};

test("a hidden item's answer is taken away, and so is what hangs on it", () => {
  expect(check(branching, { came: "no", why: "x", wait: 1, late: "old" })).toEqual({ came: "no", why: "x" });
  expect(check(branching, { came: "yes", wait: 1, late: "l" })).toEqual({ came: "yes", wait: 1, late: "l" });
});

test("required holds only where the item is shown", () => {
  expect(check(branching, { came: "no" })).toEqual(["why: required"]);
  expect(check(branching, { came: "yes" })).toEqual(["wait: required"]);
  expect(check(branching, {})).toEqual(["came: required"]);
});

test("facts tell not shown from skipped", () => {
  const form = compileForm(branching);
  expect(form.hasLogic).toBe(true);
  expect(form.toFacts({ came: "no", why: "x" }).map(({ item, missing }) => [item, missing])).toEqual([
    ["came", undefined],
    ["wait", "notShown"],
    ["why", undefined],
    ["late", "notShown"],
  ]);
  expect(form.toFacts({ came: "yes", wait: 2 }).at(-1)).toEqual({ item: "late", missing: "skipped" });
});

test("conditions of pages and panels hold for what is in them", () => {
  const definition = {
    pages: [
      { elements: [{ type: "boolean", name: "a" }] },
      {
        visibleIf: "{a} = true",
        elements: [
          {
            type: "panel",
            name: "p",
            enableIf: "{c} notempty",
            elements: [{ type: "text", name: "b", isRequired: true }],
          },
          { type: "text", name: "c" },
        ],
      },
    ],
  };
  expect(check(definition, { a: false, b: "x", c: "y" })).toEqual({ a: false });
  expect(check(definition, { a: true, b: "x", c: "y" })).toEqual({ a: true, b: "x", c: "y" });
  expect(check(definition, { a: true, c: "y" })).toEqual(["b: required"]);
  expect(check(definition, { a: true, b: "x" })).toEqual({ a: true });
});

test("a panel may ask for at least one of its questions", () => {
  const definition = {
    elements: [
      {
        type: "panel",
        name: "p",
        isRequired: true,
        elements: [
          { type: "text", name: "a" },
          { type: "text", name: "b" },
        ],
      },
    ],
  };
  expect(check(definition, {})).toEqual(["a: required"]);
  expect(check(definition, { b: "x" })).toEqual({ b: "x" });
});

test("computed values are the server's", () => {
  const definition = {
    calculatedValues: [{ name: "total", expression: "{a} + {b}" }],
    elements: [
      { type: "rating", name: "a" },
      { type: "rating", name: "b" },
      { type: "expression", name: "sum", expression: "{total} * 10" },
      { type: "text", name: "high", visibleIf: "{sum} > 50" },
    ],
  };
  expect(check(definition, { a: 1, b: 2, sum: 9999, total: 7, high: "x" })).toEqual({ a: 1, b: 2, sum: 30 });
  expect(check(definition, { a: 3, b: 4, high: "x" })).toEqual({ a: 3, b: 4, sum: 70, high: "x" });
});

test("expressions inside entries see their own entry", () => {
  const definition = {
    elements: [
      {
        type: "paneldynamic",
        name: "kids",
        templateElements: [
          { type: "text", inputType: "number", name: "age" },
          { type: "text", name: "school", visibleIf: "{panel.age} > 5", isRequired: true },
        ],
      },
      {
        type: "matrixdynamic",
        name: "trips",
        rowCount: 0,
        columns: [
          { name: "by", cellType: "text" },
          { name: "plate", cellType: "text", visibleIf: "{row.by} = 'car'" },
        ],
      },
    ],
  };
  expect(
    check(definition, {
      kids: [
        { age: 3, school: "x" },
        { age: 9, school: "y" },
      ],
      trips: [
        { by: "car", plate: "p" },
        { by: "foot", plate: "q" },
      ],
    }),
  ).toEqual({
    kids: [{ age: 3 }, { age: 9, school: "y" }],
    trips: [{ by: "car", plate: "p" }, { by: "foot" }],
  });
  expect(check(definition, { kids: [{ age: 9 }] })).toEqual(["kids.school: required"]);
});

test("questions inside a choice are asked when it is chosen", () => {
  const definition = {
    elements: [
      {
        type: "checkbox",
        name: "c",
        choices: [{ value: "it's", elements: [{ type: "text", name: "x", isRequired: true }] }, "b"],
      },
    ],
  };
  expect(check(definition, { c: ["b"], x: "no" })).toEqual({ c: ["b"] });
  expect(check(definition, { c: ["it's"] })).toEqual(["x: required"]);
  expect(check(definition, { c: ["it's"], x: "yes" })).toEqual({ c: ["it's"], x: "yes" });
});

test("an author's own condition is told in the author's words", () => {
  const form = compileForm({
    elements: [
      { type: "text", inputType: "date", name: "from" },
      {
        type: "text",
        inputType: "date",
        name: "to",
        title: "Until",
        validators: [{ type: "expression", expression: "{from} < {to}", text: "must be later" }],
      },
    ],
  });
  const checked = form.check({ from: "2026-02-01", to: "2026-01-01" }, "en");
  expect(checked.ok ? [] : checked.problems).toEqual([
    { item: "to", title: "Until", rule: "pattern", message: "Until: must be later" },
  ]);
  expect(form.check({ from: "2026-01-01", to: "2026-02-01" }, "en").ok).toBe(true);
  expect(form.check({ from: "2026-01-01" }, "en").ok).toBe(true);
});

test.each(["forwards", "backwards"])("a long chain of conditions, written %s, falls with its first link", (way) => {
  const count = way === "forwards" ? 200 : 30;
  const chain = Array.from({ length: count }, (_, index) => ({
    type: "text",
    name: `q${index + 1}`,
    visibleIf: `{q${index}} notempty`,
  }));
  const elements = [{ type: "text", name: "q0" }, ...(way === "forwards" ? chain : chain.toReversed())];
  const all = Object.fromEntries(chain.map(({ name }) => [name, "x"]));
  expect(check({ elements }, all)).toEqual({});
  expect(check({ elements }, { q0: "x", ...all })).toEqual({ q0: "x", ...all });
});

test("logic that never rests, and expressions that cannot be read, end all the same", () => {
  const restless = {
    elements: [
      { type: "text", name: "a", visibleIf: "{b} empty" },
      { type: "text", name: "b", visibleIf: "{a} notempty" },
    ],
  };
  expect(compileForm(restless).check({ a: "x", b: "y" }, "en").ok).toBe(true);
  expect(
    check(
      {
        elements: [
          { type: "text", name: "a", visibleIf: "{b} =" },
          { type: "text", name: "b" },
        ],
      },
      { a: "x", b: "y" },
    ),
  ).toEqual({ b: "y" });
});

test("more evaluations than one submission may cost are refused", () => {
  const templateElements = Array.from({ length: 60 }, (_, index) => ({
    type: "text",
    name: `q${index}`,
    visibleIf: `{panel.q${index}} = 'x'`,
  }));
  const form = compileForm({ elements: [{ type: "paneldynamic", name: "list", templateElements }] });
  const list = Array.from({ length: 100 }, () => Object.fromEntries(templateElements.map(({ name }) => [name, "x"])));
  expect(form.check({ list: list.slice(0, 3) }, "en").ok).toBe(true);
  expect(form.check({ list: [...list.slice(0, 99), { q0: "y" }] }, "en").ok).toBe(false);
});

describe("SurveyJS itself agrees", () => {
  test.each<[Json, { [key: string]: Json }]>([
    [branching, {}],
    [branching, { came: "no" }],
    [branching, { came: "no", why: "x" }],
    [branching, { came: "yes" }],
    [branching, { came: "yes", wait: 2 }],
    [{ elements: [{ type: "text", name: "a", isRequired: true, readOnly: true }] }, {}],
    [{ elements: [{ type: "text", name: "a", isRequired: true, defaultValue: "x" }] }, {}],
    [
      {
        elements: [
          { type: "text", name: "a", isRequired: true, enableIf: "{b} = 1" },
          { type: "rating", name: "b" },
        ],
      },
      {},
    ],
    [
      { elements: [{ type: "matrix", name: "m", columns: [1, 2], rows: ["a", "b"], eachRowRequired: true }] },
      { m: { a: 1 } },
    ],
    [
      { elements: [{ type: "matrix", name: "m", columns: [1, 2], rows: ["a", "b"], eachRowRequired: true }] },
      { m: { a: 1, b: 2 } },
    ],
    [
      {
        elements: [
          {
            type: "matrixdynamic",
            name: "m",
            minRowCount: 1,
            columns: [{ name: "c", cellType: "text", isRequired: true }],
          },
        ],
      },
      { m: [{ c: "x" }] },
    ],
    [
      {
        elements: [
          {
            type: "paneldynamic",
            name: "m",
            panelCount: 1,
            templateElements: [{ type: "text", name: "c", isRequired: true }],
          },
        ],
      },
      {},
    ],
    [{ elements: [{ type: "slider", name: "s", isRequired: true }] }, {}],
    [{ elements: [{ type: "ranking", name: "s", choices: [1, 2], isRequired: true }] }, {}],
    [{ elements: [{ type: "boolean", name: "s", isRequired: true }] }, { s: false }],
    [{ elements: [{ type: "text", name: "e", inputType: "email" }] }, { e: "nobody" }],
  ])("on %j with %j", (definition, answers) => {
    const model = new Model(definition);
    model.data = { ...model.data, ...answers };
    expect(compileForm(definition).check(answers, "en").ok).toBe(model.validate(false));
  });
});

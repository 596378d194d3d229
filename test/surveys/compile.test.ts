import { describe, expect, test } from "vitest";
import { compileForm } from "#surveys/compile.ts";
import type { CompiledForm, Json } from "#surveys/form.ts";

const formOf = (...elements: Json[]): CompiledForm => compileForm({ elements });
const rulesOf = (form: CompiledForm, answers: unknown) => {
  const checked = form.check(answers, "en");
  return checked.ok ? [] : checked.problems.map(({ item, rule }) => `${item}: ${rule}`);
};
const accepted = (form: CompiledForm, answers: Json) => {
  const checked = form.check(answers, "en");
  return checked.ok ? checked.answers : checked.problems;
};

/** A question, answers that are taken as they are, and answers that are refused with the rule. */
const CASES: { question: { [key: string]: Json }; good: Json[]; bad: [Json, string][] }[] = [
  {
    question: { type: "text" },
    good: ["نص", "a"],
    bad: [
      [5, "wrongType"],
      [{ a: 1 }, "wrongType"],
      ["x".repeat(501), "tooLong"],
      ["a\0", "badText"],
      ["\u202e", "badText"],
      ["\ud800", "badText"],
    ],
  },
  { question: { type: "text", maxLength: 3 }, good: ["abc"], bad: [["abcd", "tooLong"]] },
  {
    question: { type: "text", inputType: "number", min: 1, max: 5 },
    good: [1, 5, 2.5],
    bad: [
      [0, "outOfRange"],
      [6, "outOfRange"],
      ["3", "wrongType"],
      [Number.NaN, "wrongType"],
    ],
  },
  { question: { type: "text", inputType: "email" }, good: ["a@b.sa"], bad: [["a", "pattern"]] },
  {
    question: { type: "text", inputType: "date", min: "2026-01-01" },
    good: ["2026-11-20"],
    bad: [
      ["20-11-2026", "pattern"],
      ["2025-12-31", "outOfRange"],
    ],
  },
  { question: { type: "text", inputType: "time" }, good: ["09:30"], bad: [["25:00", "pattern"]] },
  { question: { type: "text", inputType: "month" }, good: ["2026-11"], bad: [["2026-13", "pattern"]] },
  {
    question: { type: "text", validators: [{ type: "regex", regex: "^\\d{3}$" }] },
    good: ["123"],
    bad: [["12", "pattern"]],
  },
  {
    question: { type: "text", validators: [{ type: "text", minLength: 2, maxLength: 4, allowDigits: false }] },
    good: ["abc"],
    bad: [
      ["a", "pattern"],
      ["abcde", "tooLong"],
      ["ab1", "pattern"],
    ],
  },
  {
    question: { type: "text", validators: [{ type: "numeric", minValue: 1, maxValue: 9 }] },
    good: ["5", 5],
    bad: [
      ["10", "outOfRange"],
      ["x", "outOfRange"],
    ],
  },
  {
    question: { type: "comment" },
    good: ["سطر\nسطر"],
    bad: [
      ["x".repeat(4001), "tooLong"],
      [["a"], "wrongType"],
    ],
  },
  {
    question: { type: "radiogroup", choices: ["a", { value: 2, text: "two" }, "c|Sea"] },
    good: ["a", 2, "c"],
    bad: [
      ["2", "notAChoice"],
      ["z", "notAChoice"],
      [["a"], "wrongType"],
    ],
  },
  {
    question: {
      type: "radiogroup",
      choices: ["a"],
      showOtherItem: true,
      showNoneItem: true,
      showRefuseItem: true,
      showDontKnowItem: true,
    },
    good: ["other", "none", "refused", "dontknow"],
    bad: [["else", "notAChoice"]],
  },
  {
    question: { type: "radiogroup", choices: ["a"], showOtherItem: true, storeOthersAsComment: false },
    good: ["a", "my own"],
    bad: [["x".repeat(501), "tooLong"]],
  },
  {
    question: { type: "radiogroup", choices: [{ value: "a", showCommentArea: true }, "b"] },
    good: ["b", { value: "a", comment: "why" }],
    bad: [
      [{ value: "z" }, "notAChoice"],
      [{ value: "a", role: "x" }, "wrongType"],
    ],
  },
  { question: { type: "buttongroup", choices: [1, 2, 3] }, good: [3], bad: [[4, "notAChoice"]] },
  { question: { type: "dropdown", choicesMin: 1, choicesMax: 12 }, good: [1, 12], bad: [[13, "notAChoice"]] },
  {
    question: { type: "checkbox", choices: ["a", "b", "c"], maxSelectedChoices: 2 },
    good: [["a"], ["c", "a"]],
    bad: [
      ["a", "wrongType"],
      [["a", "b", "c"], "tooMany"],
      [["a", "a"], "notAChoice"],
      [["z"], "notAChoice"],
    ],
  },
  {
    question: { type: "checkbox", choices: ["a", "b"], valuePropertyName: "fruit" },
    good: [[{ fruit: "a" }]],
    bad: [
      [["a"], "wrongType"],
      [[{ fruit: "z" }], "notAChoice"],
    ],
  },
  {
    question: { type: "checkbox", choices: ["a", "b", "c"], validators: [{ type: "answercount", minCount: 2 }] },
    good: [["a", "b"]],
    bad: [[["a"], "outOfRange"]],
  },
  { question: { type: "tagbox", choices: [1, 2] }, good: [[2, 1]], bad: [[[3], "notAChoice"]] },
  { question: { type: "ranking", choices: ["a", "b"] }, good: [["b", "a"]], bad: [[["b", "b"], "notAChoice"]] },
  { question: { type: "imagepicker", choices: ["lion"] }, good: ["lion"], bad: [["cat", "notAChoice"]] },
  {
    question: { type: "imagepicker", choices: ["lion", "cat"], multiSelect: true },
    good: [["cat"]],
    bad: [["cat", "wrongType"]],
  },
  {
    question: { type: "rating" },
    good: [1, 5],
    bad: [
      [0, "notAChoice"],
      [999, "notAChoice"],
      [2.5, "notAChoice"],
      ["5", "notAChoice"],
    ],
  },
  { question: { type: "rating", rateMin: 0, rateMax: 10 }, good: [0, 10], bad: [[11, "notAChoice"]] },
  { question: { type: "rating", rateCount: 3 }, good: [3], bad: [[4, "notAChoice"]] },
  { question: { type: "rating", rateMin: 2, rateMax: 6, rateStep: 2 }, good: [2, 6], bad: [[3, "notAChoice"]] },
  {
    question: { type: "rating", rateType: "smileys", rateValues: [{ value: "sad" }, { value: "glad" }] },
    good: ["glad"],
    bad: [[1, "notAChoice"]],
  },
  {
    question: { type: "boolean" },
    good: [true, false],
    bad: [
      ["true", "notAChoice"],
      [1, "notAChoice"],
    ],
  },
  { question: { type: "boolean", valueTrue: "y", valueFalse: "n" }, good: ["n"], bad: [[true, "notAChoice"]] },
  {
    question: { type: "slider", min: 0, max: 10 },
    good: [7],
    bad: [
      [7.5, "outOfRange"],
      [11, "outOfRange"],
    ],
  },
  {
    question: { type: "slider", sliderType: "range" },
    good: [[10, 20]],
    bad: [
      [5, "wrongType"],
      [[1, 200], "outOfRange"],
    ],
  },
  { question: { type: "matrix", rows: ["r"], columns: [1, 2] }, good: [{ r: 1 }], bad: [[[1], "wrongType"]] },
  { question: { type: "matrix", columns: ["x", "y"] }, good: ["x"], bad: [["z", "notAChoice"]] },
  {
    question: { type: "matrix", rows: ["r"], columns: ["x", "y"], cellType: "checkbox" },
    good: [{ r: ["x", "y"] }],
    bad: [],
  },
  {
    question: { type: "matrixdynamic", columns: [{ name: "c", cellType: "text" }], maxRowCount: 2 },
    good: [[{ c: "a" }, {}]],
    bad: [
      [[{}, {}, {}], "tooMany"],
      [["a"], "wrongType"],
    ],
  },
  {
    question: { type: "paneldynamic", templateElements: [{ type: "text", name: "t" }], maxPanelCount: 2 },
    good: [[{ t: "a" }]],
    bad: [[[{}, {}, {}], "tooMany"]],
  },
  { question: { type: "signaturepad" }, good: ["data:image/png;base64,AAAA"], bad: [["https://x.y/z.png", "pattern"]] },
  {
    question: { type: "file" },
    good: [[{ name: "a.png", type: "image/png", content: "data:image/png;base64,AA==" }]],
    bad: [
      [[{ name: "a", type: "image/png", content: "https://x.y" }], "pattern"],
      [[{}, {}], "tooMany"],
    ],
  },
  { question: { type: "imagemap", areas: [{ value: "north" }] }, good: [["north"]], bad: [[["south"], "notAChoice"]] },
  {
    question: { type: "weather-map" },
    good: ["any", 5, { a: [1, { b: "x" }] }],
    bad: [[{ a: { b: { c: { d: { e: 1 } } } } }, "tooMany"]],
  },
];

describe.each(CASES)("a question $question", ({ question, good, bad }) => {
  const form = formOf({ name: "q", ...question });

  test("takes what it asks for, and gives it back unchanged", () => {
    for (const answer of good) expect(accepted(form, { q: answer })).toEqual({ q: answer });
  });

  test.each(bad)("refuses %j as %s", (answer, rule) => {
    expect(rulesOf(form, { q: answer })).toEqual([`q: ${rule}`]);
  });

  test("may be left out", () => {
    for (const nothing of [{}, { q: null }, { q: "" }, { q: [] }]) expect(accepted(form, nothing as Json)).toEqual({});
  });
});

test("rows and cells are named by their path", () => {
  const form = formOf(
    { type: "matrix", name: "m", rows: ["a"], columns: [1, 2, 3] },
    {
      type: "matrixdropdown",
      name: "d",
      rows: ["r"],
      columns: [
        { name: "c", cellType: "text" },
        { name: "e", choices: [1, 2] },
      ],
    },
    { type: "multipletext", name: "t", items: [{ name: "first" }] },
  );
  expect(form.items.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    "m.a scored",
    "d.r.c unscored",
    "d.r.e choice",
    "t.first unscored",
  ]);
  expect(rulesOf(form, { m: { a: 9, b: 1 }, d: { r: { c: 1 } }, t: { second: "x" } })).toEqual([
    "m.a: notAChoice",
    "m.b: unknownItem",
    "d.r.c: wrongType",
    "t.second: unknownItem",
  ]);
});

test("pages, panels and a bare list of elements all count", () => {
  const page = {
    name: "p",
    elements: [{ type: "panel", name: "n", elements: [{ type: "panel", elements: [{ type: "text", name: "deep" }] }] }],
  };
  expect(compileForm({ pages: [page, { elements: [{ type: "text", name: "b" }] }] }).items.map(({ id }) => id)).toEqual(
    ["deep", "b"],
  );
  expect(
    formOf({ type: "html", name: "h", html: "x" }, { type: "image", name: "i" }, { type: "text", name: "q" }).items,
  ).toHaveLength(1);
});

test("an other text and a comment are items of their own, read as comments", () => {
  const form = formOf({ type: "dropdown", name: "q", choices: ["a"], showOtherItem: true });
  expect(accepted(form, { q: "other", "q-Comment": "mine" })).toEqual({ q: "other", "q-Comment": "mine" });
  expect(form.toComments({ q: "other", "q-Comment": "mine" })).toEqual([{ item: "q-Comment", text: "mine" }]);
  expect(rulesOf(formOf({ type: "dropdown", name: "q", choices: ["a"] }), { "q-Comment": "x" })).toEqual([
    "q-Comment: unknownItem",
  ]);
});

test("choices may be borrowed from another question", () => {
  const form = formOf(
    { type: "checkbox", name: "a", choices: ["x", "y"] },
    { type: "dropdown", name: "b", choicesFromQuestion: "a" },
  );
  expect(accepted(form, { b: "y" })).toEqual({ b: "y" });
  expect(rulesOf(form, { b: "z" })).toEqual(["b: notAChoice"]);
});

test("questions with one value name write to one place", () => {
  const form = formOf(
    { type: "matrixdynamic", name: "one", valueName: "staff", columns: [{ name: "role", cellType: "text" }] },
    { type: "paneldynamic", name: "two", valueName: "staff", templateElements: [{ type: "text", name: "phone" }] },
  );
  expect(form.items.map(({ id }) => id)).toEqual(["staff"]);
  expect(accepted(form, { staff: [{ role: "a", phone: "b" }] })).toEqual({ staff: [{ role: "a", phone: "b" }] });
});

test("a reserved name never becomes a field", () => {
  expect(() => formOf({ type: "text", name: "__proto__" })).toThrow(/reserved/);
  expect(() => formOf({ type: "matrix", name: "m", rows: ["constructor"], columns: [1] })).toThrow(/reserved/);
});

test("a definition is only read", () => {
  const definition = { elements: [{ type: "rating", name: "q", isRequired: true }], title: { default: "t" } };
  const before = structuredClone(definition);
  compileForm(definition).check({ q: 5 }, "en");
  expect(definition).toEqual(before);
});

describe("what is measured", () => {
  const itemOf = (question: { [key: string]: Json }) => formOf({ name: "q", ...question }).items[0]!;

  test.each([
    [{ type: "rating" }, "points-1-5"],
    [{ type: "rating", rateMin: 0, rateMax: 10 }, "points-0-10"],
    [{ type: "radiogroup", choices: [3, 2, 1] }, "points-1-3"],
    [{ type: "buttongroup", choices: [1, 2, 3, 4] }, "points-1-4"],
    [{ type: "slider", min: -2, max: 2 }, "points--2-2"],
    [{ type: "matrix", rows: ["r"], columns: [1, 2, 3, 4, 5] }, "points-1-5"],
    [{ type: "radiogroup", choices: [1, 2, 3], showNoneItem: true }, "points-1-3"],
    [
      { type: "dropdown", choices: [1, 2, 3, 4, 5], rida: { scale: "agreement-5", construct: "respect" } },
      "agreement-5",
    ],
    [{ type: "dropdown", choices: [1, 2, 3], rida: { direction: "ascending" } }, "points-1-3"],
  ])("%j is scored on %s", (question, scale) => {
    expect(itemOf(question as { [key: string]: Json })).toMatchObject({ kind: "scored", scale: { id: scale } });
  });

  test.each([
    [{ type: "dropdown", choices: [1, 2, 3] }, "choice"],
    [{ type: "radiogroup", choices: [1, 2] }, "choice"],
    [{ type: "radiogroup", choices: [1, 3, 5] }, "choice"],
    [{ type: "radiogroup", choices: [1, 2, 3], rida: { scale: null } }, "choice"],
    [{ type: "rating", rateValues: ["a", "b", "c"] }, "choice"],
    [{ type: "boolean" }, "choice"],
    [{ type: "checkbox", choices: [1, 2, 3] }, "choice"],
    [{ type: "slider" }, "unscored"],
    [{ type: "ranking", choices: [1, 2, 3] }, "unscored"],
    [{ type: "text" }, "unscored"],
    [{ type: "weather-map" }, "unscored"],
    [{ type: "comment" }, "comment"],
  ])("%j is kept as a %s", (question, kind) => {
    expect(itemOf(question as { [key: string]: Json }).kind).toBe(kind);
  });

  test("a bank name with other answers is not the bank's item", () => {
    expect(formOf({ type: "rating", name: "ease" }).items[0]).toMatchObject({
      bankId: "ease",
      scale: { id: "ease-5" },
    });
    const other = formOf({ type: "rating", name: "ease", rateMax: 7 }).items[0]!;
    expect(other.bankId).toBeUndefined();
    expect(other.scale!.id).toBe("points-1-7");
  });

  test("a scale that runs down is turned: 1 is best", () => {
    const form = formOf({
      type: "rating",
      name: "q",
      rateMin: 1,
      rateMax: 7,
      rida: { direction: "descending", construct: "ease" },
    });
    expect([1, 2, 7].map((q) => form.toFacts({ q })[0]!.score)).toEqual([7, 6, 1]);
    expect(form.toFacts({ q: 1 })[0]).toMatchObject({ construct: "ease", scale: { direction: "descending" } });
  });

  test("an annotation of a table holds for its rows", () => {
    const table = {
      type: "matrix",
      name: "m",
      rows: ["a", "b"],
      columns: [1, 2, 3],
      rida: { construct: "respect", direction: "descending" },
    };
    expect(formOf(table).toFacts({ m: { a: 1 } })).toMatchObject([
      { item: "m.a", score: 3, construct: "respect" },
      { item: "m.b", missing: "skipped" },
    ]);
  });

  test("answers beside the scale say why there is no score", () => {
    const form = formOf({
      type: "radiogroup",
      name: "q",
      choices: [1, 2, 3],
      showNoneItem: true,
      showRefuseItem: true,
      showDontKnowItem: true,
    });
    const missing = (answers: Record<string, Json>) => form.toFacts(answers)[0]!.missing;
    expect([
      missing({ q: "none" }),
      missing({ q: "dontknow" }),
      missing({ q: "refused" }),
      missing({}),
      missing({ q: 2 }),
    ]).toEqual(["notApplicable", "notApplicable", "declined", "skipped", undefined]);
  });

  test("one fact per item, with choices as text", () => {
    const form = formOf(
      { type: "checkbox", name: "many", choices: ["a", "b"] },
      { type: "boolean", name: "yes" },
      { type: "radiogroup", name: "why", choices: [{ value: "a", showCommentArea: true }] },
      { type: "paneldynamic", name: "list", templateElements: [{ type: "rating", name: "r" }] },
    );
    const answers = { many: ["b", "a"], yes: false, why: { value: "a", comment: "x" }, list: [{ r: 5 }] };
    expect(form.toFacts(answers)).toEqual([
      { item: "many", choice: "b | a" },
      { item: "yes", choice: "false" },
      { item: "why", choice: "a" },
      { item: "list" },
    ]);
  });
});

test("a table of 28 items beside coded choices: choices stay choices, rows are scored, the mean comes out", () => {
  const rows = Array.from({ length: 28 }, (_, index) => ({ value: `Q${index + 1}`, text: `Item ${index + 1}` }));
  const form = compileForm({
    locale: "en",
    elements: [
      { type: "dropdown", name: "instructor", choices: [1, 2, 3] },
      { type: "dropdown", name: "course", choices: Array.from({ length: 13 }, (_, index) => index + 1) },
      { type: "matrix", name: "items", columns: [1, 2, 3, 4, 5], rows },
    ],
  });
  expect(form.items.map(({ id }) => id)).toEqual([
    "instructor",
    "course",
    ...rows.map(({ value }) => `items.${value}`),
  ]);
  expect(form.items.slice(2).every(({ kind, scale }) => kind === "scored" && scale!.id === "points-1-5")).toBe(true);
  const answers = {
    instructor: 1,
    course: 2,
    items: Object.fromEntries(rows.map(({ value }, index) => [value, (index % 5) + 1])),
  };
  const facts = form.toFacts(accepted(form, answers) as Record<string, Json>);
  expect(facts[0]).toEqual({ item: "instructor", choice: "1" });
  // Five full rounds of 1..5 make 75, then 1, 2, 3: 81 over 28 items.
  expect(facts.reduce((sum, { score = 0 }) => sum + score, 0)).toBe(81);
  expect(form.languages).toEqual(["en"]);
});

test("messages name the item's title in the page's language", () => {
  const form = compileForm({
    locale: "ar",
    elements: [{ type: "rating", name: "q", title: { ar: "رضاك", en: "Your view" }, isRequired: true }],
  });
  const message = (language: string) => {
    const checked = form.check({}, language);
    return checked.ok ? "" : checked.problems[0]!.message;
  };
  expect(message("ar")).toBe("رضاك: نحتاج إلى إجابة هنا.");
  expect(message("en")).toBe("Your view: an answer is needed here.");
});

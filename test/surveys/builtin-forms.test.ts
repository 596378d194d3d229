import { Model } from "survey-core";
import { describe, expect, test } from "vitest";
import { BANK } from "#surveys/bank/bank.ts";
import { SCALES } from "#surveys/bank/scales.ts";
import { builtinForms } from "#surveys/builtin-forms.ts";
import { compileForm } from "#surveys/compile.ts";
import { CONSTRUCTS } from "#surveys/form.ts";
import { lintForm } from "#surveys/lint.ts";

const forms = builtinForms().map((form) => ({ ...form, compiled: compileForm(form.definition) }));
const find = (id: string) => forms.find((form) => form.id === id)!.compiled;

test("the forms of the house bear the ids that policies name", () => {
  expect(forms.map(({ id }) => id)).toEqual([
    "general-service",
    "consultation",
    "training-programme",
    "court-visitation",
    "safe",
    "pilgrim",
    "partner-evaluation",
    "indirect-pulse",
  ]);
});

describe.each(forms)("the form $id", ({ definition, compiled, title }) => {
  test("passes the linter and loads into SurveyJS without complaint", () => {
    expect(lintForm(definition)).toEqual([]);
    const model = new Model(definition);
    expect(model.jsonErrors ?? []).toEqual([]);
    expect(model.getAllQuestions().map(({ name }) => name)).toEqual(compiled.items.map(({ id }) => id));
  });

  test("is made of bank items, in Arabic first and in English", () => {
    expect(compiled.languages).toEqual(["ar", "en"]);
    expect(compiled.title).toEqual(title);
    expect(compiled.hasLogic).toBe(false);
    for (const item of compiled.items) {
      expect(item.bankId).toBe(item.id);
      expect(item.title["ar"]).toMatch(/\p{Script=Arabic}/u);
      expect(item.title).toEqual(BANK.get(item.id)!.title);
      for (const { text } of item.choices ?? []) expect(text["ar"] ?? text["default"]).toBeTruthy();
    }
  });

  test("is drawn by SurveyJS in the language asked for", () => {
    const model = new Model(definition);
    for (const language of ["ar", "en"]) {
      model.locale = language;
      expect(model.getAllQuestions().map((question) => question.title)).toEqual(
        compiled.items.map(({ title }) => title[language]),
      );
    }
  });

  test("asks for nothing but the headline, if for that", () => {
    const required = compiled.items.filter((item) => item.required);
    expect(required.length).toBeLessThanOrEqual(1);
    for (const item of required) expect(item.construct).toBe("satisfaction");
  });
});

test("the general form asks what the dashboard shows, and ends with one open comment", () => {
  const general = find("general-service");
  expect(general.items.map(({ construct, kind }) => construct ?? kind)).toEqual([
    "satisfaction",
    "ease",
    "respect",
    "clarity",
    "timeliness",
    "confidentiality",
    "needMet",
    "comment",
  ]);
});

test("the safe form has three items, no open text and nothing required", () => {
  const { items } = find("safe");
  expect(items).toHaveLength(3);
  expect(items.every(({ kind, required }) => kind === "scored" && !required)).toBe(true);
});

test("pilgrims are asked three things", () => expect(find("pilgrim").items).toHaveLength(3));

test("a recommendation is asked of partners and trainees, never of people in need", () => {
  const asked = forms
    .filter(({ compiled }) => compiled.items.some(({ construct }) => construct === "recommendation"))
    .map(({ id }) => id);
  expect(asked).toEqual(["training-programme", "partner-evaluation"]);
});

test("every bank item has both languages, a source, a known construct and a known scale", () => {
  for (const [id, item] of BANK) {
    expect(item.id).toBe(id);
    expect(item.title["ar"], id).toMatch(/\p{Script=Arabic}/u);
    expect(item.title["en"], id).toMatch(/[a-z]/);
    expect(item.source.length, id).toBeGreaterThan(10);
    expect(item.source).not.toMatch(/CSQ/);
    if (item.construct !== undefined) expect(CONSTRUCTS).toContain(item.construct);
    if (item.scale !== undefined)
      expect(SCALES[item.scale].labels).toHaveLength(SCALES[item.scale].max - SCALES[item.scale].min + 1);
  }
});

test("labels of a scale run from worst to best: the best answer of the general form scores 5", () => {
  const general = find("general-service");
  const best = general.items[0]!.choices![0]!;
  expect(best.text["ar"]).toBe("راضٍ جدًا");
  const [fact] = general.toFacts({ "overall-satisfaction": best.value });
  expect(fact).toMatchObject({
    score: 5,
    construct: "satisfaction",
    scale: { id: "satisfaction-5", direction: "ascending" },
  });
});

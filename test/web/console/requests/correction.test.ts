import { describe, expect, it } from "vitest";
import type { Correctable } from "#web/api/requests.ts";
import { differing, fieldsOf, storedIn, toCorrection } from "#web/console/requests/correction.ts";

const text = (id: string) => ({
  id,
  kind: "unscored" as const,
  questionType: "text",
  title: { ar: id },
  required: false,
});
const choice = (value: string | number | boolean) => ({ value, text: { ar: String(value) } });
const correctable: Correctable = {
  items: [
    { ...text("full-name"), required: true },
    { ...text("income"), inputType: "number" },
    { ...text("widowed"), questionType: "boolean", choices: [choice(true), choice(false)] },
    { ...text("needs"), many: true, choices: [choice("food"), choice("rent"), choice(3)] },
    { ...text("house.rooms") },
    { ...text("house.floor.no"), path: ["house", "floor.no"] },
    { ...text("scan"), questionType: "file" },
    { ...text("code"), readOnly: true },
  ],
  answers: {
    ...{ "full-name": "نورة", income: 0, widowed: false, needs: ["food", 3], code: "x" },
    ...{ house: { rooms: "2", "floor.no": "1" }, scan: [{ name: "a.pdf" }] },
  },
};

describe("the fields of a correction", () => {
  it("show what is stored, without what no field can hold", () => {
    const shown = fieldsOf(correctable).map((item) => [item.id, storedIn(item, correctable.answers)]);
    expect(Object.fromEntries(shown)).toEqual({
      ...{ "full-name": "نورة", income: 0, widowed: "false", needs: ["food", "3"] },
      ...{ "house.rooms": "2", "house.floor.no": "1" },
    });
  });

  it("send only what was changed, in the form's own kinds of answers", () => {
    const touched = { "full-name": "نورة", income: 900, widowed: "true", needs: ["rent", "3"], code: "y" };
    expect(differing(correctable, touched).map(({ id }) => id)).toEqual(["income", "widowed", "needs"]);
    expect(toCorrection(correctable, touched)).toEqual({ income: 900, widowed: true, needs: ["rent", 3] });
  });

  it("send nothing where what was typed is what is stored", () => {
    expect(toCorrection(correctable, { income: 0, widowed: "false", needs: ["food", "3"] })).toEqual({});
  });

  it("take answers away with null, and a table with its last row", () => {
    expect(toCorrection(correctable, { income: "", needs: [], "house.rooms": "" })).toEqual({
      ...{ income: null, needs: null },
      house: { "floor.no": "1" },
    });
    expect(toCorrection(correctable, { "house.rooms": "", "house.floor.no": "" })).toEqual({ house: null });
  });

  it("follow what others stored meanwhile: their answers stand unless they were touched here", () => {
    const newer = { ...correctable, answers: { ...correctable.answers, income: 700 } };
    expect(toCorrection(newer, { "full-name": "نورا" })).toEqual({ "full-name": "نورا" });
    expect(toCorrection(newer, { income: 0 })).toEqual({ income: 0 });
  });
});

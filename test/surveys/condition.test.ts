import { describe, expect, test } from "vitest";
import { createEvaluator } from "#surveys/answers/condition.ts";
import { compileForm } from "#surveys/compile.ts";
import type { Json } from "#surveys/form.ts";

const form = compileForm({
  elements: [
    { type: "radiogroup", name: "residency", choices: ["saudi", "resident", "none"] },
    { type: "radiogroup", name: "other-party", choices: ["saudi", "resident", "it's"] },
    { type: "text", inputType: "number", name: "age" },
    { type: "checkbox", name: "needs", choices: ["a", "b"] },
    { type: "matrix", name: "table", rows: ["r1"], columns: [1, 2] },
  ],
});

function read(expression: string, answers: Readonly<Record<string, Json>>) {
  const result = createEvaluator(form, answers)(expression);
  return result.ok ? result.holds : `${result.problem} ${result.field ?? "-"}`;
}

describe("a condition over the answers", () => {
  test.each<[string, Record<string, Json>, boolean | string]>([
    ["{residency} anyof ['saudi', 'resident']", { residency: "resident" }, true],
    ["{residency} anyof ['saudi', 'resident']", { residency: "none" }, false],
    ["{age} >= 18 and {age} <= 45", { age: 18 }, true],
    ["{age} >= 18 and {age} <= 45", { age: 17 }, false],
    ["{age} >= 18", { age: 0 }, false],
    ["{other-party} = 'it\\'s'", { "other-party": "it's" }, true],
    ["{needs} contains 'b'", { needs: ["a"] }, false],
    ["{table.r1} = 2", { table: { r1: 2 } }, true],
    ["!({residency} = 'saudi')", { residency: "resident" }, true],
  ])("%s of %j is %j", (expression, answers, expected) => expect(read(expression, answers)).toBe(expected));

  test.each<[string, Record<string, Json>, boolean | string]>([
    ["{age} >= 18", {}, "unanswered age"],
    ["{residency} <> 'none'", {}, "unanswered residency"],
    ["!({residency} = 'none')", {}, "unanswered residency"],
    ["{needs} contains 'a'", { needs: [] }, "unanswered needs"],
    ["{residency} = 'saudi' or {other-party} = 'saudi'", { residency: "saudi" }, true],
    ["{residency} = 'saudi' or {other-party} = 'saudi'", { residency: "none" }, "unanswered other-party"],
    ["{residency} = 'saudi' and {other-party} = 'saudi'", { residency: "none" }, false],
    ["{residency} = 'saudi' and {other-party} = 'saudi'", { residency: "saudi" }, "unanswered other-party"],
    ["{age} empty", {}, true],
    ["{age} notempty and {age} > 3", {}, false],
    ["iif({age} > 3, 1, 2) = 2", {}, "unanswered age"],
  ])("never takes a missing answer for a no: %s of %j is %j", (expression, answers, expected) =>
    expect(read(expression, answers)).toBe(expected),
  );

  test.each([
    ["{age} >", "unparsable -"],
    ["", "unparsable -"],
    [`{age} = ${"1".repeat(500)}`, "unparsable -"],
    ["fetchAll({age}) = 1", "unknownFunction -"],
    ["displayValue('age') = 1", "unknownFunction -"],
    ["{salary} > 1", "unknownField salary"],
    ["{age} = 3 or {constructor} = 1", "unknownField constructor"],
    ["{panel.age} = 3", "unknownField panel.age"],
  ])("names what cannot be read: %s", (expression, expected) => expect(read(expression, { age: 3 })).toBe(expected));
});

import { expect, test } from "vitest";
import { replaceTexts } from "#server/comments/replace-texts.ts";
import type { Item } from "#surveys/form.ts";

const item = (id: string, path?: readonly string[]): Item => ({
  ...{ id, kind: "comment", title: {}, questionType: "comment", required: false },
  ...(path ? { path } : {}),
});

test("a text is replaced where its item stands, and a closed answer that reads the same stays", () => {
  const form = { items: [item("improve"), item("why", ["rows", "desk"]), item("else", ["rows", "gone"])] };
  const answers = { branch: "نورة", improve: "نورة", rows: { desk: "نورة", many: ["نورة"] } };
  const replaced = new Map([
    ["improve", "أ"],
    ["why", "ب"],
    ["else", "ج"],
  ]);
  expect(replaceTexts(form, answers, replaced)).toEqual({
    branch: "نورة",
    improve: "أ",
    rows: { desk: "ب", many: ["نورة"] },
  });
});

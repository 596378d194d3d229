import { expect, test } from "vitest";
import { comparePolicies } from "#server/policy/compare-policies.ts";
import { diffWords } from "#server/policy/diff-words.ts";
import { makePolicy } from "#test/support/factories.ts";

test("a changed text shows its words, kept, gone and come", () => {
  expect(diffWords("خدمة متميزة للمستفيد", "خدمة سريعة للمستفيد")).toEqual([
    { how: "same", text: "خدمة " },
    { how: "removed", text: "متميزة " },
    { how: "added", text: "سريعة " },
    { how: "same", text: "للمستفيد" },
  ]);
  expect(diffWords("", "a b")).toEqual([{ how: "added", text: "a b" }]);
  expect(diffWords("a b", "a b")).toEqual([{ how: "same", text: "a b" }]);
});

test("put together again, the words are both texts", () => {
  const [before, after] = ["one two three four", "zero two four five four"];
  const runs = diffWords(before, after);
  const read = (without: string) =>
    runs
      .filter(({ how }) => how !== without)
      .map(({ text }) => text)
      .join("");
  expect(read("added").trim()).toBe(before);
  expect(read("removed").trim()).toBe(after);
});

test("clauses, goals, services and rules that differ are named, and nothing else", () => {
  const before = makePolicy({
    clauses: [
      { id: "C1", text: "خدمة متميزة", gloss: "x", evidence: [] },
      { id: "C2", text: "بلا عناء", gloss: "y", evidence: [{ metric: "ease", filters: {} }] },
      { id: "C3", text: "إلكترونيًا", gloss: "z", evidence: [] },
    ],
  });
  const after = {
    ...before,
    quorum: 5,
    clauses: [
      { ...before.clauses[0]!, text: "خدمة سريعة" },
      {
        ...before.clauses[1]!,
        evidence: [{ metric: "ease", filters: {}, goal: { is: "atLeast" as const, met: 1, risk: 0 } }],
      },
      { id: "C4", text: "جديد", gloss: "n", evidence: [] },
    ],
    services: before.services.map((service) => (service.id === "archive" ? { ...service, k: 7 } : service)),
  };
  expect(comparePolicies(before, before)).toEqual([]);
  expect(comparePolicies(before, after).map(({ part, how, id, fields }) => [part, how, id, ...fields])).toEqual([
    ["clause", "changed", "C1"],
    ["clause", "added", "C4"],
    ["clause", "removed", "C3"],
    ["goal", "changed", "C2", "ease"],
    ["service", "changed", "archive", "k"],
    ["rule", "changed", "quorum"],
  ]);
});

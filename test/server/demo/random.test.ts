import { expect, test } from "vitest";
import { createDeck, createRandom } from "#server/demo/random.ts";

const draw = (seed: string, stream: string) => {
  const random = createRandom(seed, stream);
  return Array.from({ length: 20 }, () => random.next());
};

test("the same seed and stream draw the same, another seed or stream draws something else", () => {
  expect(draw("rida", "yusr")).toEqual(draw("rida", "yusr"));
  expect(draw("rida", "yusr")).not.toEqual(draw("rida", "amal"));
  expect(draw("rida", "yusr")).not.toEqual(draw("other", "yusr"));
});

test("uniform draws have the mean and the spread of uniform draws", () => {
  const random = createRandom("rida", "uniform");
  const values = Array.from({ length: 20_000 }, () => random.next());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  expect(mean).toBeCloseTo(1 / 2, 1);
  expect(variance).toBeCloseTo(1 / 12, 2);
});

test("outcomes come as often as their weights say, those of weight zero never", () => {
  const random = createRandom("rida", "weights");
  const counts = { often: 0, rarely: 0, never: 0 };
  for (let turn = 0; turn < 10_000; turn += 1) counts[random.choose({ often: 9, never: 0, rarely: 1 })] += 1;
  expect(counts.never).toBe(0);
  expect(counts.rarely / 10_000).toBeCloseTo(0.1, 1);
  expect(() => random.choose({})).toThrow("nothing to choose from");
});

test("ids are shaped as UUIDs of version 4 and do not repeat", () => {
  const random = createRandom("rida", "ids");
  const ids = Array.from({ length: 5_000 }, () => random.uuid());
  expect(new Set(ids).size).toBe(5_000);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

test("a deck deals every value once before it repeats one", () => {
  const deal = createDeck(createRandom("rida", "deck"), ["a", "b", "c", "d"]);
  for (let round = 0; round < 3; round += 1) {
    expect(new Set([deal(), deal(), deal(), deal()]).size).toBe(4);
  }
});

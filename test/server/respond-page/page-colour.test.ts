import fc from "fast-check";
import { expect, test } from "vitest";
import { contrastOf, toReadableColour } from "#server/respond/page-colour.ts";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("every brand colour reads with 4.5:1 or more, on light and on dark", () => {
  fc.assert(
    fc.property(colour, fc.constantFrom("#ffffff", "#1c1a18", "#f7f4ef"), (brand, background) => {
      expect(contrastOf(toReadableColour(brand, background), background)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test("a colour that is readable already stays as it is, and a pale one keeps its hue", () => {
  expect(toReadableColour("#1c6b66")).toBe("#1c6b66");
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(toReadableColour("#ffd000").slice(at, at + 2), 16));
  expect(red).toBeGreaterThan(green as number);
  expect(blue).toBe(0);
});

test("contrast is that of WCAG: 21 for black on white, 1 for a colour on itself", () => {
  expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrastOf("#808080", "#808080")).toBe(1);
  expect(contrastOf("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

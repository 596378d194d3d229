import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, readableOn, SURFACE, toShades } from "#web/ui/accent.ts";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("the accent", () => {
  it("knows the contrast of black and white", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });

  it("of any brand can be read on every surface of both themes", () => {
    fc.assert(
      fc.property(colour, (brand) => {
        for (const surface of Object.values(SURFACE)) {
          expect(contrast(readableOn(brand, surface), surface)).toBeGreaterThanOrEqual(4.5);
        }
        const shades = toShades(brand);
        expect(contrast(shades[7], SURFACE.light)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(shades[7], SURFACE.lightPage)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(shades[4], SURFACE.dark)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(shades[4], SURFACE.darkPage)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(shades[4], SURFACE.darkQuiet)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it("stays the association's own colour where it can be read already", () => {
    expect(readableOn("#1c6b66", SURFACE.light)).toBe("#1c6b66");
  });
});

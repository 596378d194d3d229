import fc from "fast-check";
import { expect, it } from "vitest";
import { Slug } from "#policies/text.ts";
import { toId } from "#web/console/forms/form-id.ts";

it("a file's name gives an id that a form may have, or none", () => {
  expect(toId("Training Form (2026).json")).toBe("training-form-2026");
  expect(toId("نموذج.json")).toBe("");
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9 _-]{30,120}$/)), (name) => {
      const id = toId(name);
      expect(id === "" || Slug.safeParse(id).success).toBe(true);
    }),
  );
});

it("two long names that begin alike stay two forms", () => {
  const name = "beneficiary-satisfaction-with-family-consultations";
  expect(toId(`${name}-2025.json`)).not.toBe(toId(`${name}-2026.json`));
  expect(toId(`${name}-2025.json`)).toMatch(/^beneficiary-satisfaction-with-fa/);
  expect(toId(`${name}-2025.json`)).toBe(toId(`${name}-2025.json`));
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { Slug } from "#policies/schema.ts";
import { toId } from "#web/console/forms/FormUpload.tsx";

it("a file's name gives an id that a form may have, or none", () => {
  expect(toId("Training Form (2026).json")).toBe("training-form-2026");
  expect(toId("نموذج.json")).toBe("");
  fc.assert(
    fc.property(fc.string(), (name) => {
      const id = toId(name);
      expect(id === "" || Slug.safeParse(id).success).toBe(true);
    }),
  );
});

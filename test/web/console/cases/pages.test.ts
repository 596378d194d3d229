import { expect, test } from "vitest";
import { permissionsOf } from "#server/accounts/roles.ts";
import { listPages, pageOf } from "#web/console/membership.ts";

test("cases are a page only where the policy accompanies cases", () => {
  const paths = (subjects: readonly ("request" | "case")[]) =>
    listPages(permissionsOf("clinician"), { subjects }).map(({ path }) => path);
  expect(paths(["case"])).toContain("/cases");
  expect(paths(["request"])).not.toContain("/cases");
});

test("one case belongs to the page of cases, so that its tab names nothing else", () => {
  expect(pageOf("/cases/2026-0001")?.path).toBe("/cases");
  expect(pageOf("/casework")).toBeUndefined();
});

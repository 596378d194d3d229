import { describe, expect, it } from "vitest";
import { permissionsOf, Role } from "#server/accounts/roles.ts";
import { arrangePages, groupPages } from "#web/console/frame/arrange-pages.ts";
import { listPages } from "#web/console/membership.ts";

const ALL = { subjects: ["request", "case", "partnership"] as const };
const of = (role: Role) => arrangePages(listPages(permissionsOf(role), ALL), role);

describe("the bar", () => {
  it.each(Role.options)("stays calm for %s: six places at most, and nothing is lost", (role) => {
    const { all, bar, rest } = of(role);
    expect(bar.length + (rest.length > 0 ? 1 : 0)).toBeLessThanOrEqual(6);
    const shown = [...bar, ...rest.flatMap(({ pages }) => pages)];
    expect(new Set(shown)).toEqual(new Set(listPages(permissionsOf(role), ALL)));
    expect(shown.length).toBe(all.length);
    expect(new Set(groupPages(all).flatMap(({ pages }) => pages))).toEqual(new Set(all));
  });

  it("starts where the work of each role is", () => {
    const starts = Object.fromEntries(Role.options.map((role) => [role, of(role).all[0]?.path]));
    expect(starts).toEqual({
      ...{ officer: "/requests", researcher: "/requests", clinician: "/cases", committee: "/committee" },
      ...{ projects: "/partner-requests", partner: "/portal", quality: "/", board: "/", admin: "/" },
    });
  });

  it("shows nothing that the association's policy has no journey for", () => {
    const pages = listPages(permissionsOf("officer"), { subjects: ["case"] });
    expect(arrangePages(pages, "officer").all[0]?.path).toBe("/cases");
    expect(pages.map(({ path }) => path)).not.toContain("/requests");
  });
});

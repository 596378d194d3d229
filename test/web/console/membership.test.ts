import { describe, expect, it } from "vitest";
import { permissionsOf, Role } from "#server/accounts/roles.ts";
import { listPages } from "#web/console/membership.ts";

const pathsOf = (role: Role) => listPages(permissionsOf(role)).map(({ path }) => path);

describe("the pages of a role", () => {
  it("leave an officer, who serves people, without the numbers", () => {
    expect(pathsOf("officer")).toEqual(["/deliveries", "/import", "/codes"]);
  });

  it("leave a board member and a quality officer with nothing but the numbers", () => {
    expect(pathsOf("board")).toEqual(["/"]);
    expect(pathsOf("quality")).toEqual(["/"]);
  });

  it("are all for an administrator, and at least one for everybody", () => {
    expect(pathsOf("admin")).toHaveLength(5);
    for (const role of Role.options) expect(pathsOf(role).length).toBeGreaterThan(0);
  });
});

import { randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { createPerson } from "#server/accounts/create-person.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";

/** What the first person of an installation gives; `token` was printed on the server's own console. */
export const FirstPerson = z.strictObject({
  token: z.string().max(200),
  name: z.string().trim().min(1).max(200),
  email: z.email().max(200),
  password: z.string().min(12).max(200),
  association: z.string().max(40),
});
export type FirstPerson = z.infer<typeof FirstPerson>;

/** The token of one run of the server; there is no default password and no account before it is used. */
export const createSetupToken = (): string => randomBytes(18).toString("base64url");

/** True until the first account exists. */
export async function isSetupNeeded(deps: Pick<Deps, "store">): Promise<boolean> {
  return (await deps.store.read.selectFrom("user").select("id").limit(1).executeTakeFirst()) === undefined;
}

/** Makes the first administrator. Throws `forbidden` for a wrong token and `conflict` once somebody exists. */
export async function setUp(
  deps: Pick<Deps, "auth" | "store" | "clock" | "policies" | "setupToken">,
  first: FirstPerson,
): Promise<void> {
  const given = Buffer.from(first.token);
  const expected = Buffer.from(deps.setupToken);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AppError("forbidden", "This is not the token that the server printed when it started.", {
      field: "token",
    });
  }
  if (!(await isSetupNeeded(deps))) throw new AppError("conflict", "This installation is set up already. Sign in.");
  if (!deps.policies.has(first.association)) {
    throw new AppError("invalid", `There is no association "${first.association}".`, {
      field: "association",
      known: [...deps.policies.keys()],
    });
  }
  await createPerson(deps, { ...first, associationId: first.association, role: "admin" });
}

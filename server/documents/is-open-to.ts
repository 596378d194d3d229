import type { Role } from "#server/accounts/roles.ts";
import type { Schema } from "#server/store/schema.ts";

/** Whether a document is for everybody who works on its subject, or for this role among others. */
export function isOpenTo({ restricted_to }: Pick<Schema["document"], "restricted_to">, role: Role): boolean {
  return restricted_to === "" || restricted_to.split(",").includes(role);
}

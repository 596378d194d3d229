import type { Policy } from "#policies/schema.ts";
import { AppError } from "#server/errors.ts";

/** The policy that `--association` names. Throws `invalid` listing the associations there are. */
export function readAssociation(policies: ReadonlyMap<string, Policy>, given: string | undefined): Policy {
  const policy = given === undefined ? undefined : policies.get(given);
  if (policy) return policy;
  const problem =
    given === undefined ? "Say which association: --association NAME." : `There is no association "${given}".`;
  throw new AppError("invalid", problem, { known: [...policies.keys()] });
}

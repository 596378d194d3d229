import type { Policy } from "#policies/schema.ts";
import { UsageError } from "#server/tasks/usage-error.ts";

/** The policy that `--association` names. Throws `UsageError` listing the associations there are. */
export function readAssociation(policies: ReadonlyMap<string, Policy>, given: string | undefined): Policy {
  const policy = given === undefined ? undefined : policies.get(given);
  if (policy) return policy;
  const problem =
    given === undefined ? "Say which association: --association NAME." : `There is no association "${given}".`;
  throw new UsageError(`${problem} There are: ${[...policies.keys()].join(", ")}.`);
}

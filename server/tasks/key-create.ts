import { parseArgs } from "node:util";
import { createKey } from "#server/accounts/create-key.ts";
import { Role } from "#server/accounts/roles.ts";
import { readAssociation } from "#server/tasks/association-option.ts";
import { readChoice } from "#server/tasks/words.ts";
import type { Task } from "#server/tasks/task.ts";

export const keyCreate: Task = {
  name: "key create",
  usage: `key create --association A --role ${Role.options.join("|")} [--label TEXT] [--json]`,
  summary: "Makes an API key and prints it once; only its hash is kept.",
  async run(deps, args, io) {
    const { values } = parseArgs({
      args,
      options: {
        association: { type: "string" },
        role: { type: "string" },
        label: { type: "string", default: "command line" },
        json: { type: "boolean", default: false },
      },
    });
    const { id: associationId } = readAssociation(deps.policies, values.association);
    const role = readChoice("role", Role.options, values.role);
    const made = await createKey(deps, { associationId, role, label: values.label });
    io.out(values.json ? JSON.stringify({ ...made, association: associationId, role }) : made.key);
    return 0;
  },
};

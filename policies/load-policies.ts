import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readPolicy } from "#policies/read-policy.ts";
import type { Policy } from "#policies/schema.ts";

/**
 * Every policy of a folder by its id, in the order of the ids; the file of policy `yusr` is `yusr.yaml`.
 * Throws an Error that names the file when one is invalid or carries another's id, and when the folder holds none.
 */
export function loadPolicies(folder: string): ReadonlyMap<string, Policy> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  if (files.length === 0) throw new Error(`${folder}: no policy here; expected files like yusr.yaml`);
  return new Map(files.sort().map((file) => [path.basename(file, ".yaml"), loadPolicy(folder, file)]));
}

function loadPolicy(folder: string, file: string): Policy {
  const policy = readPolicy(readFileSync(path.join(folder, file), "utf8"), file);
  const expected = path.basename(file, ".yaml");
  if (policy.id !== expected)
    throw new Error(`${file}: id is "${policy.id}"; expected "${expected}", as the file is named`);
  return policy;
}

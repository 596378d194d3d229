import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findFindings, type PolicyFinding } from "#policies/findings.ts";
import { readPolicy } from "#policies/read-policy.ts";
import { AppError } from "#server/errors.ts";
import { findHouse } from "#server/house.ts";
import { findMetricFaults } from "#server/tasks/metric-faults.ts";
import { UsageError } from "#server/tasks/usage-error.ts";
import { countOf, readNamedFile } from "#server/tasks/words.ts";
import type { Task, TaskIo } from "#server/tasks/task.ts";
import { builtinForms } from "#surveys/builtin-forms.ts";
import { findFormFaults } from "#surveys/policy-forms.ts";

type CheckedPolicy = {
  readonly file: string;
  /** What makes it invalid, a line each; empty when it is in order. */
  readonly problems: readonly string[];
  /** What a person should look at; none of it makes a policy invalid. */
  readonly findings: readonly PolicyFinding[];
};

export const policyCheck: Task = {
  name: "policy check",
  usage: "policy check [--json] [FOLDER]",
  summary:
    "Reads every policy as it stands now: shape, references, journeys, conditions over their forms, evidence over the catalogue. Says what the texts say twice or against themselves, and corrects nothing.",
  async run(_deps, args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: "boolean", default: false } },
    });
    if (positionals.length > 1) throw new UsageError("Name one folder of policies, or none for those of the house.");
    const [given] = positionals;
    const folder = given === undefined ? join(findHouse(import.meta.url), "policies") : resolve(io.cwd, given);
    const policies = await Promise.all((await listPolicies(folder)).map((file) => checkPolicy(folder, file)));
    if (values.json) io.out(JSON.stringify({ policies }));
    else printPolicies(policies, io);
    return policies.some(({ problems }) => problems.length > 0) ? 1 : 0;
  },
};

async function listPolicies(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  const policies = files.filter((file) => file.endsWith(".yaml")).sort();
  if (policies.length === 0) {
    throw new AppError("notFound", `${folder} holds no policy. Expected files like yusr.yaml.`);
  }
  return policies;
}

async function checkPolicy(folder: string, file: string): Promise<CheckedPolicy> {
  const yaml = (await readNamedFile(folder, file)).toString("utf8");
  try {
    const policy = readPolicy(yaml, file, (read) => [
      ...findFormFaults(read, builtinForms()),
      ...findMetricFaults(read),
      ...(`${read.id}.yaml` === file ? [] : [{ path: ["id"], message: `the file is ${file}; expected its name` }]),
    ]);
    return { file, problems: [], findings: findFindings(policy) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [first = "", ...more] = error.message.split("\n").map((line) => line.trim());
    return { file, problems: first.endsWith("not a valid policy") ? more : [first], findings: [] };
  }
}

function printPolicies(policies: readonly CheckedPolicy[], io: TaskIo): void {
  for (const { file, problems, findings } of policies) {
    const lines = [...problems, ...findings.map(({ path, text }) => `${path}: ${text.en}`)];
    const state = problems.length > 0 ? countOf(problems.length, "problem") : "in order";
    const seen = findings.length > 0 ? `, ${countOf(findings.length, "finding")} to look at` : "";
    io.out([`${file}: ${state}${seen}`, ...lines.map((line) => `  ${line}`)].join("\n"));
  }
}

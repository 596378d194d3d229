import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Deps } from "#server/deps.ts";
import { findTask, runTask } from "#server/tasks/tasks.ts";

const HOUSE = fileURLToPath(new URL("../../../policies", import.meta.url));

describe("npx rida policy check", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "rida-policies-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The task needs nothing of a running house. */
  async function run(line: string) {
    const { task, args } = findTask(`policy check ${line}`.split(" ").filter(Boolean))!;
    const [out, err]: [string[], string[]] = [[], []];
    const io = { cwd: folder, out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
    const exit = await runTask(task, undefined as unknown as Deps, args, { ...io, progress: () => undefined });
    return { exit, out: out.join("\n"), err: err.join("\n") };
  }

  function spoil(file: string, before: string, after: string): void {
    const yaml = readFileSync(join(folder, file), "utf8");
    expect(yaml).toContain(before);
    writeFileSync(join(folder, file), yaml.replace(before, after));
  }

  test("finds the five policies in order, and tells what to look at", async () => {
    const { exit, out } = await run("");
    expect(exit).toBe(0);
    expect(out.split("\n").filter((line) => !line.startsWith("  "))).toEqual([
      "amal.yaml: in order, 1 finding to look at",
      "bazil.yaml: in order",
      "ibtissam.yaml: in order",
      "tuwaiq.yaml: in order",
      "yusr.yaml: in order, 1 finding to look at",
    ]);
    expect(out).toMatch(/1445-04-06 AH is 2023-10-21, and 2024-10-21 is 1446-04-18 AH/);
    expect(out).toMatch(/"Awareness and education meetings" is stated twice/);
  });

  test("tells the same to machines, in Arabic too", async () => {
    const { exit, out } = await run("--json");
    expect(exit).toBe(0);
    const { policies } = JSON.parse(out);
    expect(policies).toHaveLength(5);
    expect(policies[0]).toMatchObject({
      file: "amal.yaml",
      problems: [],
      findings: [{ kind: "dates-disagree", path: "approval", text: { ar: expect.stringContaining("2023-10-21") } }],
    });
  });

  test.each([
    ["calendar: hijri", "calendar: lunar", /line \d+, calendar: /],
    ["to: eligibility", "to: nowhere", /line \d+, journeys\.0\.steps\.1\.outcomes\.0\.to: no step or ending "nowhere"/],
    ["form: apply-shaml", "form: apply-sham", /services\.3\.request\.form: no application form "apply-sham"/],
    ["{marital-status} = 'widowed'", "{marital-status} = 'married'", /"marital-status" is never "married"/],
    ["metric: invited-share", "metric: guessed-share", /clauses\.0\.evidence\.0\.metric: no metric "guessed-share"/],
    ["metric: declared-share", "metric: declared-share, by: item", /declared-share has no number by "item"/],
    ["id: yusr", "id: yusra", /line \d+, id: the file is yusr\.yaml/],
    ["id: yusr", "id: [", /not readable as YAML/],
  ])("refuses a policy where %j became %j, and says where", async (before, after, told) => {
    cpSync(HOUSE, folder, { recursive: true });
    spoil("yusr.yaml", before, after);
    const { exit, out } = await run(folder);
    expect(exit).toBe(1);
    expect(out).toContain("yusr.yaml: 1 problem");
    expect(out).toMatch(told);
    expect(out).toContain("tuwaiq.yaml: in order");
  });

  test("refuses a folder without policies, and words that it does not know", async () => {
    expect(await run(folder)).toMatchObject({ exit: 1, err: expect.stringContaining("holds no policy") });
    expect(await run("--loud")).toMatchObject({ exit: 2, err: expect.stringContaining("--loud") });
    expect(await run("a b")).toMatchObject({ exit: 2, err: expect.stringContaining("Name one folder") });
  });
});

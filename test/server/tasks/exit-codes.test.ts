import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Deps } from "#server/deps.ts";
import { findTask, runTask } from "#server/tasks/tasks.ts";
import { deliveryDeps } from "#test/support/delivery-deps.ts";
import { seedAssociation } from "#test/support/factories.ts";
import { storeOpener } from "#test/support/stores.ts";

const FORM = { title: "جلسة", pages: [{ elements: [{ type: "comment", name: "improve", title: "ما الذي نحسنه؟" }] }] };

describe("the exit codes of npx rida", () => {
  const open = storeOpener("sqlite");
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "rida-exit-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function start() {
    const store = await open();
    const policy = await seedAssociation(store);
    const deps = deliveryDeps(store, policy) as Deps;
    const write = (name: string, content: unknown) =>
      writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
    const run = async (line: string) => {
      const found = findTask(line.split(" ").filter(Boolean));
      if (!found) throw new Error(`there is no task in "${line}"`);
      const [out, err]: [string[], string[]] = [[], []];
      const io = {
        cwd: folder,
        out: (text: string) => void out.push(text),
        err: (text: string) => void err.push(text),
      };
      const args = found.args.map((word) => (word === "OWN" ? policy.id : word));
      const exit = await runTask(found.task, deps, args, { ...io, progress: () => undefined });
      return { exit, out: out.join("\n"), err: err.join("\n") };
    };
    const formsNow = () =>
      store.read
        .selectFrom("form_version")
        .select(["form_id", "version"])
        .orderBy("form_id")
        .orderBy("version")
        .execute();
    return { run, write, formsNow, keys: () => store.read.selectFrom("api_key").selectAll().execute() };
  }

  test.each([
    ["key create --association OWN --role king", "admin, quality"],
    ["key create --association OWN", "Say --role"],
    ["key create --role officer", "--association NAME"],
    ["key create --association nobody --role officer", "nobody"],
    ["key create --association OWN --role officer --colour red", "--colour"],
    ["form add a.json", "--association NAME"],
    ["form add --association OWN", "Name one file"],
    ["form add --association OWN a.json b.json", "Name one file"],
    ["form add --association OWN --id Not_A_Slug a.json", "Not_A_Slug"],
    ["import responses --association OWN a.jsonl", "--form ID"],
    ["import responses --association OWN --form general-service", "Name one file"],
    ["import responses --association OWN --form general-service --mode pigeon a.jsonl", "link, qr"],
    ["import deliveries a.csv", "--association NAME"],
    ["rebuild now", "now"],
  ])("2 with the usage for the wrong words of %s", async (line, told) => {
    const { run, write, formsNow, keys } = await start();
    for (const name of ["a.json", "b.json"]) write(name, FORM);
    const before = [await formsNow(), await keys()];
    const { exit, err } = await run(line);
    expect([exit, err]).toEqual([2, expect.stringContaining(told)]);
    expect(err).toContain(
      `npx rida ${line
        .split(" ")
        .slice(0, line.startsWith("rebuild") ? 1 : 2)
        .join(" ")}`,
    );
    expect([await formsNow(), await keys()]).toEqual(before);
  });

  test.each([
    ["form add --association OWN missing.json", "missing.json cannot be read."],
    ["form add --association OWN broken.json", "broken.json is not JSON"],
    ["import responses --association OWN --form general-service missing.jsonl", "missing.jsonl cannot be read."],
    ["import deliveries --association OWN missing.csv", "missing.csv cannot be read."],
  ])("1 for data that cannot be taken: %s", async (line, told) => {
    const { run, write } = await start();
    write("broken.json", "{");
    const { exit, err } = await run(line);
    expect([exit, err]).toEqual([1, expect.stringContaining(told)]);
  });

  test("0 for help, which names every option of the task", async () => {
    const { run } = await start();
    for (const line of ["form add", "key create", "import responses", "import deliveries", "rebuild"]) {
      const { exit, out } = await run(`${line} --help`);
      expect([exit, out]).toEqual([0, expect.stringContaining(`npx rida ${line} `)]);
    }
    expect((await run("form add --help")).out).toContain("--new-version");
  });

  test("a file's name that makes no id is refused, not cut, so that two files never become one form", async () => {
    const { run, write, formsNow } = await start();
    const before = await formsNow();
    const long = "a".repeat(41);
    write(`${long}.json`, FORM);
    expect(await run(`form add --association OWN ${long}.json`)).toMatchObject({
      exit: 2,
      err: expect.stringContaining("--id"),
    });
    expect(await formsNow()).toEqual(before);
    expect(await run(`form add --association OWN --id session ${long}.json`)).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/version 1 with 1 item, published/),
    });
  });

  test("a form that is there gets another version only when that is said", async () => {
    const { run, write, formsNow } = await start();
    write("session.json", FORM);
    expect((await run("form add --association OWN session.json")).exit).toBe(0);
    write("session.json", { ...FORM, title: "أخرى" });
    const before = await formsNow();
    const refused = await run("form add --association OWN session.json");
    expect(refused.exit).toBe(1);
    expect(refused.err).toContain('"session"');
    expect(refused.err).toContain("جلسة");
    expect(refused.err).toContain("1 version.");
    expect(refused.err).toContain("--new-version");
    expect(await formsNow()).toEqual(before);
    expect(await run("form add --association OWN --new-version session.json")).toMatchObject({
      exit: 0,
      out: expect.stringContaining("version 2"),
    });
  });
});

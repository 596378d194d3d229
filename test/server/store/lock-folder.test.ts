import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AppError } from "#server/errors.ts";
import { lockFolder } from "#server/store/lock-folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rida-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HOLDER = `
  import { lockFolder } from "#server/store/lock-folder.ts";
  lockFolder(process.argv[1]);
  console.log("held");
  process.stdin.resume();
`;

async function holdInAnotherProcess() {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", HOLDER, folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  expect(String(line)).toContain("held");
  return child;
}

it("refuses a folder that another process holds, with that process's id in the message", async () => {
  const child = await holdInAnotherProcess();
  try {
    expect(() => lockFolder(folder)).toThrow(AppError);
    expect(() => lockFolder(folder)).toThrow(`process ${child.pid}.`);
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});

it("takes the folder of a process that was killed, though its file still names it", async () => {
  const child = await holdInAnotherProcess();
  child.kill("SIGKILL");
  await once(child, "exit");
  const lock = lockFolder(folder);
  lock.release();
});

it("can be taken again once it was released", () => {
  lockFolder(folder).release();
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(`process ${process.pid}.`);
  lock.release();
});

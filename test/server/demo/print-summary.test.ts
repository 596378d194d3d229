import { expect, test } from "vitest";
import { printDemo } from "#server/demo/print-summary.ts";
import type { DemoSummary } from "#server/demo/seed-demo.ts";

const SUMMARY: DemoSummary = {
  associations: 5,
  deliveries: 64_696,
  invitations: 56_373,
  responses: 26_839,
  comments: 3_792,
  requests: 640,
  signIns: [
    { role: "admin", email: "admin@yusr.example", password: "abcd-efgh-jkmn-pqrs", associations: ["yusr"] },
    { role: "clinician", email: "clinician@ibtissam.example", password: "stuv-wxyz-2345", associations: ["ibtissam"] },
  ],
  followCodes: { lacksDocument: "AAAA-BBBB-CCCC-DDDD", mayObject: "EEEE-FFFF-GGGG-HHHH" },
  applyUrl: "https://rida.example/a/yusr",
  apiKey: "rida_key",
  openCodes: [
    { association: "yusr", service: "consultation", code: "ABCD2345", url: "https://rida.example/q/ABCD2345" },
    { association: "yusr", service: "shaml", code: "EFGH2345", url: "https://rida.example/q/EFGH2345" },
    { association: "amal", service: "crisis-line", code: "JKMN2345", url: "https://rida.example/q/JKMN2345" },
  ],
  invitationUrl: "https://rida.example/e/AAAAAAAAAAAAAAAAAAAAAA",
};

function printed(): string {
  const texts: string[] = [];
  printDemo(SUMMARY, { publicUrl: "https://rida.example" }, (text) => texts.push(text));
  return texts.join("\n");
}

test("tells the console's address, the counts, each sign-in, the key and the open links", () => {
  const text = printed();
  for (const part of [
    "https://rida.example/\n",
    "64,696 deliveries",
    "admin@yusr.example",
    "abcd-efgh-jkmn-pqrs",
    "clinician@ibtissam.example",
    "rida_key",
    "https://rida.example/a/yusr",
    "https://rida.example/r/AAAA-BBBB-CCCC-DDDD",
    "https://rida.example/r/EEEE-FFFF-GGGG-HHHH",
    "640 requests",
    SUMMARY.invitationUrl,
    "https://rida.example/q/ABCD2345",
    "https://rida.example/q/JKMN2345",
  ]) {
    expect(text).toContain(part);
  }
});

test("draws the code as a square with its three finder patterns, light blocks around dark modules", () => {
  const lines = printed()
    .split("\n")
    .filter((line) => line.includes("\u001b[97;40m"))
    .map((line) => line.slice(4).replace("\u001b[97;40m", "").replace("\u001b[0m", ""));
  const width = lines[0]?.length ?? 0;
  expect(lines.every((line) => line.length === width)).toBe(true);
  expect(lines.length).toBe(Math.ceil(width / 2));
  // Four light modules of margin, then the seven dark ones that top a finder pattern: dark above, a frame below.
  expect(lines.slice(0, 2)).toEqual(["█".repeat(width), "█".repeat(width)]);
  expect(lines[2]?.startsWith("████ ▄▄▄▄▄ █")).toBe(true);
  expect(lines[2]?.endsWith("█ ▄▄▄▄▄ ████")).toBe(true);
});

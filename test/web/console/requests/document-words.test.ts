import { expect, it } from "vitest";
import { refusalOf } from "#web/console/requests/document-words.ts";

const rule = { accepts: ["pdf", "jpeg"] as const, megabytes: 2, expires: false };

it("says what is wrong with a file before it is sent", () => {
  const most = 2 * 1024 * 1024;
  expect(refusalOf(rule, { name: "هوية.PDF", size: most })).toBeUndefined();
  expect(refusalOf(rule, { name: "صورة.jpeg", size: 10 })).toBeUndefined();
  expect(refusalOf(rule, { name: "هوية.pdf", size: most + 1 })).toBe("tooLarge");
  expect(refusalOf(rule, { name: "هوية.png", size: 10 })).toBe("wrongType");
  expect(refusalOf(rule, { name: "هوية.pdf", size: 0 })).toBe("empty");
});

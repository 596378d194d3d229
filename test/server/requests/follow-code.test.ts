import { describe, expect, test } from "vitest";
import { hashFollowCode, readFollowCode, toFollowCode } from "#server/requests/follow-code.ts";

describe("the follow-up code", () => {
  const code = toFollowCode("a secret", "yusr", "0123");

  test("is eighty bits in four groups, the same for the same request, another for any other", () => {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect(toFollowCode("a secret", "yusr", "0123")).toBe(code);
    const others = [toFollowCode("another", "yusr", "0123"), toFollowCode("a secret", "amal", "0123")];
    expect(new Set([code, ...others, toFollowCode("a secret", "yusr", "0124")]).size).toBe(4);
    const many = Array.from({ length: 500 }, (_, index) => toFollowCode("a secret", "yusr", String(index)));
    expect(new Set(many).size).toBe(500);
    expect(new Set(many.join("").replaceAll("-", "")).size).toBe(32);
  });

  test("is read however it is typed", () => {
    expect(readFollowCode("01AB-2CDE-3FGH-4JKM")).toBe("01AB-2CDE-3FGH-4JKM");
    for (const typed of ["oIab2cde3fgh4jkm", " OlAB 2CDE 3FGH 4JKM ", "٠١ab–2cde–3fgh–4jkm", "0iab_2CDE.3fgh/4jkm"]) {
      expect([typed, readFollowCode(typed)]).toEqual([typed, "01AB-2CDE-3FGH-4JKM"]);
    }
    expect(hashFollowCode(code)).not.toContain(code);
  });

  test("is none when it is too short, too long or something else", () => {
    for (const typed of ["", "01AB-2CDE-3FGH-4JK", "01AB-2CDE-3FGH-4JKM-5", "x".repeat(10_000), "أهلا"]) {
      expect(readFollowCode(typed)).toBeUndefined();
    }
  });
});

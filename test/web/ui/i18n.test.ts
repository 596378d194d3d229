import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ar } from "#web/locales/ar.ts";
import { en } from "#web/locales/en.ts";
import { createWords } from "#web/ui/i18n.ts";

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [`${path}${key}`] : leaves(value, `${path}${key}.`),
  );
}
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const namesOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}|<(\w+)>/g)].map((found) => found[1] ?? found[2]);
const textAt = (tree: Tree, key: string): string => {
  const found = key
    .split(".")
    .reduce<string | Tree | undefined>((at, part) => (typeof at === "object" ? at[part] : at), tree);
  return typeof found === "string" ? found : "";
};

describe("the words of the console", () => {
  it("say the same things in both languages", () => {
    const keys = (tree: Tree) => [...new Set(leaves(tree).map(withoutPlural))].sort();
    expect(keys(ar)).toEqual(keys(en));
  });

  it("take the same values in both languages", () => {
    for (const key of leaves(en)) {
      const arabicKey = textAt(ar, key) === "" ? key.replace(/_(one|other)$/, "_many") : key;
      const inArabic = new Set(namesOf(textAt(ar, arabicKey)));
      // Arabic may leave a number to its word (إجابة واحدة), never add one.
      for (const name of inArabic) expect(namesOf(textAt(en, key)).concat("n"), key).toContain(name);
      if (!/_(one|other)$/.test(key)) expect(inArabic, key).toEqual(new Set(namesOf(textAt(en, key))));
    }
  });

  it("have all six plural forms in Arabic wherever they have one", () => {
    const plural = leaves(ar).filter((key) => withoutPlural(key) !== key);
    const stems = [...new Set(plural.map(withoutPlural))];
    expect(stems.length).toBeGreaterThan(5);
    for (const stem of stems) {
      for (const form of ["zero", "one", "two", "few", "many", "other"]) expect(plural).toContain(`${stem}_${form}`);
    }
  });

  it("exist for every key that a screen asks for", () => {
    const known = new Set(leaves(ar).map(withoutPlural));
    const sources = ["web/console", "web/ui", "web/charts"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => readFileSync(`${folder}/${name}`, "utf8")),
    );
    const asked = sources.flatMap((source) =>
      [...source.matchAll(/\bt\(\s*"([\w.]+)"/g)].map((found) => found[1] ?? ""),
    );
    expect(asked.length).toBeGreaterThan(80);
    for (const key of asked) expect(known, key).toContain(key);
  });
});

describe("a sentence", () => {
  const words = createWords({ language: "ar", digits: "arab" });

  it.each([
    [0, "لا إجابات"],
    [1, "إجابة واحدة"],
    [2, "إجابتان"],
    [3, "٣ إجابات"],
    [11, "١١ إجابة"],
    [100, "١٠٠ إجابة"],
  ])("counts %i in Arabic", (count, text) => {
    expect(words.i18n.t("count.responses", { count, n: String(count) })).toBe(text);
  });

  it("turns its own digits with those of the page", () => {
    words.read({ language: "ar", digits: "latn" });
    expect(words.i18n.t("period.last12Months")).toBe("آخر 12 شهرًا");
    words.read({ language: "en", digits: "arab" });
    expect(words.i18n.t("period.last12Months")).toBe("Last ١٢ months");
  });
});

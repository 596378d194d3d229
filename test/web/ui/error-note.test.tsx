// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { ApiError } from "#web/api.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { explainDetail } from "#web/ui/explain-detail.ts";
import { toDigits } from "#web/ui/format.ts";
import { createWords } from "#web/ui/i18n.ts";
import { clear, render } from "#test/web/render.tsx";

afterEach(clear);

describe("an error", () => {
  const note = (error: unknown) => <ErrorNote error={error} retry={() => undefined} />;

  it("offers another try for a failure, and none for what was refused", async () => {
    const failed = await render(note(new ApiError("failed", 500, "")));
    expect(failed.querySelector("button")).not.toBeNull();
    const refused = await render(note(new ApiError("unprocessable", 422, "The file is empty.")));
    expect(refused.querySelector("button")).toBeNull();
    const hasty = await render(note(new ApiError("tooMany", 429, "")));
    expect(hasty.querySelector("button")).not.toBeNull();
  });

  it("speaks Arabic about a file, and names the line", async () => {
    const element = await render(
      note(new ApiError("unprocessable", 422, "Line 4: A quotation mark opens here and is never closed.")),
    );
    const said = element.querySelector('[role="alert"]')?.textContent.replace(/[\u2068\u2069]/g, "");
    expect(said).toContain("السطر ٤: علامة تنصيص تبدأ هنا ولا تُغلق.");
    expect(said).not.toMatch(/[a-z]/i);
  });

  it("keeps a sentence that nobody has translated", async () => {
    const element = await render(note(new ApiError("unprocessable", 422, "Something new.")));
    expect(element.querySelector('[lang="en"]')?.textContent).toBe("Something new.");
  });
});

describe("the words about a file", () => {
  const { i18n } = createWords({ language: "ar", digits: "arab" });
  const bare = (detail: string) => explainDetail(detail, i18n.t)?.replace(/[\u2068\u2069]/g, "");

  it.each([
    ["The file has more than 200000 rows. Split it.", "في الملف أكثر من 200000 صف. قسّمه إلى ملفات."],
    ["Line 2: It has 300 columns; at most 200 are taken.", "السطر 2: عدد الأعمدة هنا أكثر من 200."],
    [
      "Line 9: Cell 3 is longer than 10000 characters. Is a quotation mark missing?",
      "السطر 9: الخانة 3 أطول من 10000 حرف. لعل علامة تنصيص ناقصة.",
    ],
    ['The file has no column "الرقم".', "ليس في الملف عمود باسم الرقم."],
  ])("say %s", (detail, said) => {
    expect(bare(detail)).toBe(toDigits(said, "arab"));
  });
});

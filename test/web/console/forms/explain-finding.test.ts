import { describe, expect, it } from "vitest";
import { lintForm } from "#surveys/lint.ts";
import { explainFinding } from "#web/console/forms/explain-finding.ts";
import { createWords } from "#web/ui/i18n.ts";

const { i18n } = createWords({ language: "ar", digits: "arab" });
const explain = (finding: { path: string; rule: string; message: string }) =>
  explainFinding(finding, i18n).replace(/[\u2068\u2069]/g, "");

describe("a finding of the linter", () => {
  it("is said in Arabic, whatever the rule", () => {
    const findings = lintForm({
      navigateToUrl: "https://example.org",
      pages: [
        {
          elements: [
            { type: "text", name: "q" },
            { type: "text", name: "q", visibleIf: "shout({q}) = 1" },
            { type: "text", name: "" },
            { type: "hologram", name: "h" },
            { type: "file", name: "f" },
            { type: "html", name: "t", html: "<script>" },
            { type: "text", name: "__proto__", visibleIf: "((" },
            { type: "dropdown", name: "c", choicesByUrl: { url: "https://example.org" } },
            { type: "text", name: "r", validators: [{ type: "regex", regex: "(a+)+" }] },
            { type: "paneldynamic", name: "p", panelCount: 5000, templateElements: [] },
          ],
        },
      ],
    });
    expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThan(8);
    for (const finding of findings) expect(explain(finding), finding.rule).toMatch(/^\p{Script=Arabic}/u);
  });

  it("keeps the limit or the name that the linter found", () => {
    expect(explain({ path: "", rule: "tooMany", message: "a form has at most 300 questions" })).toContain("(٣٠٠)");
    expect(explain({ path: "", rule: "duplicateName", message: "another question has the name q1" })).toContain("(q1)");
  });

  it("stays as it came when nobody has translated its rule", () => {
    expect(explain({ path: "", rule: "brandNew", message: "something new" })).toBe("something new");
  });
});

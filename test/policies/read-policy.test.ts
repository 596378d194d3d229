import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadPolicies } from "#policies/load-policies.ts";
import { readPolicy } from "#policies/read-policy.ts";

const YAML = `id: demo
name: { ar: جمعية, en: Demo }
shortName: { ar: جمعية, en: Demo }
colour: "#1c6b66"
sensitivity: general
k: 5
calendar: hijri
timeZone: Asia/Riyadh
languages: [ar, en]
beneficiaryKinds:
  - { id: family, name: { ar: أسر, en: Families }, relation: direct }
channels:
  - { id: phone, name: { ar: هاتف, en: Phone }, kind: phone, aliases: [جوال] }
  - { id: website, name: { ar: موقع, en: Website }, kind: website }
tools: []
services:
  - id: advice
    name: { ar: استشارة, en: Advice }
    sensitivity: general
    k: 5
    invitation: { ask: each, form: consultation, except: [family] }
clauses:
  - { id: C1, text: نص, gloss: Text }
`;

describe("reading a policy", () => {
  it("fills in what may be left out", () => {
    const policy = readPolicy(YAML, "demo.yaml");
    expect(policy.channels[1]?.aliases).toEqual([]);
    expect(policy.services[0]?.invitation).toEqual({
      ask: "each",
      form: "consultation",
      delayHours: 0,
      validDays: 30,
      except: ["family"],
    });
  });

  it.each([
    ["an unknown choice", "ask: each", "ask: all", "line 21, services.0.invitation.ask:", "each"],
    ["a wrong type", "languages: [ar, en]", "languages: ar", "line 9, languages:", "array"],
    ["a missing text", "{ ar: استشارة, en: Advice }", "{ ar: استشارة }", "line 18, services.0.name.en:", "string"],
    ["an unknown field", "tools: []", "tools: []\nowner: me", "line 1, (top):", "owner"],
    ["a clause id outside the list", "id: C1,", "id: X1,", "line 23, clauses.0.id:", "pattern"],
    [
      "a kind that does not exist",
      "except: [family]",
      "except: [family, child]",
      "line 21, services.0.invitation.except.1:",
      'no beneficiary kind "child"; expected one of family',
    ],
    ["an id used twice", "id: website", "id: phone", "line 14, channels.1.id:", '"phone" is used twice'],
    [
      "a word that means two channels",
      "kind: website }",
      "kind: website, aliases: [جوال] }",
      "line 14, channels.1.aliases:",
      '"جوال" already means "phone"',
    ],
    [
      "a service with the address of a page",
      "- id: advice",
      "- id: changes",
      "line 17, services.0.id:",
      '"changes" is a page of every association',
    ],
    ["Arabic missing from the languages", "[ar, en]", "[en]", "line 9, languages:", "expected ar"],
    ["a language twice", "[ar, en]", "[ar, ar]", "line 9, languages:", "no language twice"],
    [
      "a small group of a sensitive service",
      "    sensitivity: general",
      "    sensitivity: sensitive",
      "line 20, services.0.k:",
      "expected 10 or more",
    ],
    [
      "a sealed service that invites by name",
      "    sensitivity: general",
      "    sensitivity: sealed",
      "line 21, services.0.invitation.ask:",
      "expected group or none",
    ],
    [
      "a small group of a sealed policy",
      "\nsensitivity: general",
      "\nsensitivity: sealed",
      "line 6, k:",
      "expected 10 or more",
    ],
    [
      "a service weaker than its policy",
      "\nsensitivity: general",
      "\nsensitivity: sensitive",
      "line 19, services.0.sensitivity:",
      "expected sensitive",
    ],
  ])("names the file, the line, the path and what was expected: %s", (_, before, after, where, expected) => {
    const error = errorOf(() => readPolicy(YAML.replace(before, after), "demo.yaml"));
    expect(error).toMatch(/^demo\.yaml: /);
    const named = error.split("\n").find((line) => line.includes(where.split(", ")[1] ?? ""));
    expect(named).toContain(where);
    expect(named).toContain(expected);
  });

  it("names every problem at once", () => {
    const error = errorOf(() =>
      readPolicy(YAML.replace("calendar: hijri", "calendar: lunar").replace("k: 5", "k: 3"), "demo.yaml"),
    );
    expect(error).toContain("line 6, k:");
    expect(error).toContain("line 7, calendar:");
  });

  it("names the line of text that is no YAML", () => {
    expect(errorOf(() => readPolicy(YAML.replace("tools: []", "tools: ["), "demo.yaml"))).toMatch(
      /^demo\.yaml: not readable as YAML: .*line 1\d/s,
    );
    expect(errorOf(() => readPolicy(`${YAML}id: demo\n`, "demo.yaml"))).toContain("unique");
  });

  it("refuses an empty file", () => {
    expect(errorOf(() => readPolicy("", "demo.yaml"))).toContain("(top)");
  });
});

describe("loading a folder", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "policies-"));
  afterEach(() => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  });

  it("reads the YAML files only, by id", () => {
    writeFileSync(path.join(folder, "demo.yaml"), YAML);
    writeFileSync(path.join(folder, "second.yaml"), YAML.replace("id: demo", "id: second"));
    writeFileSync(path.join(folder, "README.md"), "no policy");
    expect([...loadPolicies(folder).keys()]).toEqual(["demo", "second"]);
  });

  it("refuses a file that carries another's id", () => {
    writeFileSync(path.join(folder, "other.yaml"), YAML);
    expect(() => loadPolicies(folder)).toThrow('other.yaml: id is "demo"; expected "other"');
  });

  it("refuses a folder without policies", () => {
    expect(() => loadPolicies(folder)).toThrow("no policy here");
  });
});

function errorOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error("expected an Error");
}

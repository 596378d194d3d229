import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { judgeEligibility } from "#policies/eligibility.ts";
import { loadPolicies } from "#policies/load-policies.ts";
import type { Policy } from "#policies/schema.ts";
import { createEvaluator } from "#surveys/answers/condition.ts";
import { builtinForms } from "#surveys/builtin-forms.ts";
import { compileForm } from "#surveys/compile.ts";
import type { Json } from "#surveys/form.ts";
import { findFormFaults } from "#surveys/policy-forms.ts";

const policies = loadPolicies(fileURLToPath(new URL("../../policies", import.meta.url)));
const forms = builtinForms();

describe("policies and forms", () => {
  test.each([...policies.keys()])("fit in %s", (id) => expect(findFormFaults(policyOf(id), forms)).toEqual([]));

  test("do not fit when a field, a value, a form or a function is not there", () => {
    const policy = structuredClone(policyOf("yusr"));
    const skills = policy.services[2]!;
    skills.request!.conditions[0]!.expression = "{nationality} = 'saudi'";
    skills.request!.conditions[1]!.expression = "{marital-status} anyof ['divorced', 'married']";
    skills.request!.conditions[2]!.expression = "agrees({evaluate-after})";
    skills.request!.documents[1]!.when = "{marital-status} =";
    policy.services[0]!.request!.form = "apply-nothing";
    policy.services[1]!.invitation.form = "apply-skills";
    expect(findFormFaults(policy, forms).map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([
      expect.stringMatching(/^services\.1\.invitation\.form: no evaluation form "apply-skills"/),
      expect.stringMatching(/^services\.0\.request\.form: no application form "apply-nothing"/),
      `services.2.request.conditions.0.expression: "{nationality} = 'saudi'" asks for "nationality", which the form apply-skills does not ask`,
      `services.2.request.conditions.1.expression: "marital-status" is never "married" in the form apply-skills; it offers divorced, widowed, other`,
      `services.2.request.conditions.2.expression: "agrees({evaluate-after})" calls a function that there is not`,
      `services.2.request.documents.1.when: "{marital-status} =" cannot be read`,
    ]);
  });
});

describe("who may be served, by the text", () => {
  const self = { "execution-request": "yes", referral: "self" };
  test.each<[string, string, Record<string, Json>, string[]]>([
    ["yusr", "consultation", { residency: "saudi", "evaluate-after": "yes" }, []],
    [
      "yusr",
      "consultation",
      { residency: "other", "evaluate-after": "no" },
      ["lawful-residence", "evaluates-afterwards"],
    ],
    ["yusr", "skills", { residency: "resident", "evaluate-after": "yes", "marital-status": "widowed" }, []],
    [
      "yusr",
      "skills",
      { residency: "resident", "evaluate-after": "yes", "marital-status": "other" },
      ["divorced-or-widowed"],
    ],
    ["yusr", "shaml", { referral: "court", "execution-request": "yes" }, []],
    ["yusr", "shaml", { ...self, residency: "saudi", "other-party-residency": "resident" }, []],
    ["yusr", "shaml", { ...self, residency: "saudi", "other-party-residency": "other" }, ["referred-or-lawful"]],
    ["yusr", "shaml", { ...self, residency: "saudi" }, ["referred-or-lawful? other-party-residency"]],
    ["yusr", "protection", { "report-by": "hospital" }, []],
    ["yusr", "protection", { "report-by": "individual" }, ["formal-report"]],
    [
      "tuwaiq",
      "training",
      { "target-group": "job-seeker", age: 45, qualification: "diploma", employment: "seeking" },
      [],
    ],
    [
      "tuwaiq",
      "training",
      { "target-group": "job-seeker", age: 46, qualification: "diploma", employment: "employed" },
      ["age", "employment"],
    ],
    ["tuwaiq", "partner-capacity", { "target-group": "other", licensed: "yes" }, ["target-group"]],
  ])("%s %s with %j lacks %j", (policyId, serviceId, answers, expected) => {
    const { conditions, form } = policyOf(policyId).services.find(({ id }) => id === serviceId)!.request!;
    const compiled = compileForm(forms.find(({ id }) => id === form)!.definition);
    const { unmet, unreadable } = judgeEligibility(conditions, createEvaluator(compiled, answers));
    const named = [...unmet.map(({ id }) => id), ...unreadable.map(({ id, field }) => `${id}? ${field}`)];
    expect(named).toEqual(expected);
  });

  test("whoever reports alone is told of the unified reporting centre", () => {
    const { conditions } = policyOf("yusr").services.find(({ id }) => id === "protection")!.request!;
    expect(conditions[0]?.refersTo?.ar).toContain("1919");
  });
});

function policyOf(id: string): Policy {
  const policy = policies.get(id);
  if (policy === undefined) throw new Error(`no policy ${id}`);
  return policy;
}

import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findFindings } from "#policies/findings.ts";
import { loadPolicies } from "#policies/load-policies.ts";
import type { Policy } from "#policies/schema.ts";

const policies = loadPolicies(fileURLToPath(new URL("../../policies", import.meta.url)));

describe("what a person should look at", () => {
  it("is, in amal, that the two dates of adoption are a year apart; both are shown", () => {
    const [finding, ...more] = findFindings(policyOf("amal"));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: "dates-disagree", path: "approval" });
    for (const text of Object.values(finding!.text)) {
      for (const date of ["1445-04-06", "2023-10-21", "2024-10-21", "1446-04-18"]) expect(text).toContain(date);
    }
    expect(policyOf("amal").approval).toMatchObject({ hijriOn: "1445-04-06", gregorianOn: "2024-10-21" });
  });

  it("is, in yusr, that the conditions of the awareness meetings are stated in two passages", () => {
    const [finding, ...more] = findFindings(policyOf("yusr"));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: "said-twice", path: "services.awareness.conditions" });
    expect(finding!.text.ar).toContain("«ثانياً، ١ (أ)» و«ثانياً، ٢ (أ)»");
  });

  it.each(["bazil", "ibtissam", "tuwaiq"])("is nothing in %s", (id) => {
    expect(findFindings(policyOf(id))).toEqual([]);
  });

  it("includes a Hijri date that the calendar does not have", () => {
    const approval = { ...policyOf("amal").approval!, hijriOn: "1445-01-30" };
    const [finding] = findFindings({ ...policyOf("amal"), approval });
    expect(finding!.text.en).toContain("1445-01-30 AH is a day that does not exist");
  });
});

function policyOf(id: string): Policy {
  const policy = policies.get(id);
  if (policy === undefined) throw new Error(`no policy ${id}`);
  return policy;
}

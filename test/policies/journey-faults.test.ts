import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readPolicy } from "#policies/read-policy.ts";

const yaml = (id: string) => readFileSync(new URL(`../../policies/${id}.yaml`, import.meta.url), "utf8");

describe("a policy whose journeys, services or evidence contradict themselves is refused", () => {
  it.each([
    ["a way to nowhere", "yusr", "to: clarification,", "to: clarify,", /outcomes\.1\.to: no step or ending "clarify"/],
    ["a first step that there is not", "yusr", "start: reception", "start: desk", /journeys\.0\.start: no step "desk"/],
    ["a clause that there is not", "yusr", "clause: C16", "clause: T16", /steps\.5\.clause: no clause "T16"/],
    ["a way out named twice", "yusr", "id: unclear", "id: complete", /"complete" is used twice/],
    ["a way out named as one of every step", "yusr", "id: clarified", "id: withdrawn", /"withdrawn" is used twice/],
    [
      "an ending named as a step",
      "yusr",
      "id: delivered, name: { ar: قُدّمت الخدمة, en: Delivered } }",
      "id: delivery, name: { ar: قُدّمت الخدمة, en: Delivered } }",
      /"delivery" is a step already/,
    ],
    ["a step that nothing leads to", "ibtissam", "to: identity,", "to: psychological,", /nothing leads to "identity"/],
    [
      "a step from which it never ends",
      "yusr",
      "to: delivered, needs: [delivery]",
      "to: delivery, needs: [delivery]",
      /from "delivery" the journey never ends/,
    ],
    [
      "a need that nobody brings",
      "ibtissam",
      "to: classification }",
      "to: classification, needs: [study] }",
      /nobody in this journey can bring "study"; expected one of projects/,
    ],
    ["a clock from nowhere", "yusr", "from: committee", "from: board", /clocks\.0\.from: no step "board"/],
    ["a clock until nothing", "yusr", "committee.refused]", "committee.denied]", /no outcome "committee.denied"/],
    ["a clock that waits nowhere", "yusr", "pauses: [clarification,", "pauses: [break,", /pauses\.0: no step "break"/],
    [
      "a clock that stops where it starts",
      "yusr",
      "until: [committee.accepted,",
      "until: [committee.deferred,",
      /until\.0: "committee.deferred" leads back to "committee"/,
    ],
    ["a decision by another name", "yusr", "id: accepted", "id: agreed", /has no way out "accepted", by which/],
    [
      "weights that are no whole",
      "tuwaiq",
      "impact: 0.3",
      "impact: 0.4",
      /weights: the weights sum to 1\.1; expected 1/,
    ],
    ["a service that partners cannot ask for", "tuwaiq", "[partner-capacity]", "[gifts]", /no service "gifts"/],
    ["a kind that there is not", "yusr", "kinds: [court-party]", "kinds: [judge]", /no beneficiary kind "judge"/],
    ["a journey that there is not", "yusr", "journey: request\n", "journey: walk\n", /no journey of requests "walk"/],
    ["a condition told twice", "yusr", "id: lawful-residence-again", "id: lawful-residence", /used twice/],
    ["evidence of a service that there is not", "yusr", "service: [shaml]", "service: [shamal]", /no service "shamal"/],
    ["evidence of a step that there is not", "ibtissam", "[case/stay]", "[case/hotel]", /no step "case\/hotel"/],
    [
      "a goal that is at risk above itself",
      "yusr",
      "is: atLeast, met: 0.9, risk: 0.7",
      "is: atLeast, met: 0.7, risk: 0.9",
      /goal: at risk before it is met/,
    ],
  ])("%s", (_, id, before, after, told) => {
    const text = yaml(id);
    expect(text).toContain(before);
    expect(() => readPolicy(text, `${id}.yaml`)).not.toThrow();
    expect(() => readPolicy(text.replace(before, after), `${id}.yaml`)).toThrow(told);
  });

  it("needs the text of what is signed", () => {
    const text = yaml("yusr");
    const without = text.replace(/\ndeclaration:\n(?: .*\n)+/, "\n");
    expect(without.length).toBeLessThan(text.length);
    expect(() => readPolicy(without, "yusr.yaml")).toThrow("a journey needs the declaration; expected its text");
  });
});

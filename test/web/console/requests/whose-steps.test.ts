import { expect, it } from "vitest";
import { allSteps, stepsByTurn } from "#web/console/requests/whose-steps.ts";

const step = (id: string, ...by: ("officer" | "researcher" | "committee")[]) => ({ id, name: { ar: id, en: id }, by });

it("names each step of all journeys once, on the way of the longest, and tells whose turn it is", () => {
  const short = { id: "short", endings: [], steps: [step("reception", "officer"), step("committee", "committee")] };
  const long = {
    ...{ id: "long", endings: [] },
    steps: [step("reception", "researcher"), step("interview", "researcher"), step("committee", "committee")],
  };
  const steps = allSteps({ journeys: [short, long] });
  expect(steps.map(({ id }) => id)).toEqual(["reception", "interview", "committee"]);
  expect(stepsByTurn(steps, "officer")).toEqual({ mine: ["reception"], others: ["interview", "committee"] });
  expect(stepsByTurn(steps, "researcher").mine).toEqual(["reception", "interview"]);
});

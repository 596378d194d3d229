import { join } from "node:path";
import { expect, test } from "vitest";
import { loadPolicies } from "#policies/load-policies.ts";
import { findHouse } from "#server/house.ts";
import { checkApproval, checkReview } from "#server/policy/check-dates.ts";

const POLICIES = loadPolicies(join(findHouse(import.meta.url), "policies"));
const policyOf = (id: string) => {
  const policy = POLICIES.get(id);
  if (!policy) throw new Error(id);
  return policy;
};

test("the two dates of amal disagree: both stand as printed, with what each would be", () => {
  expect(checkApproval(policyOf("amal"))).toMatchObject({
    state: "risk",
    agree: false,
    hijriOn: "1445-04-06",
    hijriFallsOn: "2023-10-21",
    gregorianOn: "2024-10-21",
    gregorianFallsOn: "1446-04-18",
  });
});

test("the two dates of yusr are the same day", () => {
  expect(checkApproval(policyOf("yusr"))).toMatchObject({
    ...{ state: "met", agree: true, hijriOn: "1442-11-25", hijriFallsOn: "2021-07-05" },
  });
});

test("a policy that prints no date is no data yet", () => {
  expect(checkApproval({})).toMatchObject({ state: "noData", agree: null });
  expect(checkReview({ policyReviewMonths: 12 }, [{ version: 1, on: "2026-01-01" }], "2026-06-15")).toMatchObject({
    ...{ state: "noData", dueOn: null },
  });
});

test("the next review counts from adoption, or from the amendment after it", () => {
  const yusr = { ...policyOf("yusr"), policyReviewMonths: 12 };
  const first = { version: 1, on: "2026-01-01" };
  expect(checkReview(yusr, [first], "2022-07-05")).toMatchObject({ state: "met", dueOn: "2022-07-05", daysOverdue: 0 });
  expect(checkReview(yusr, [first], "2022-07-06")).toMatchObject({ state: "unmet", daysOverdue: 1 });
  expect(checkReview(yusr, [first, { version: 2, on: "2026-02-28" }], "2026-06-15")).toMatchObject({
    ...{ state: "met", lastOn: "2026-02-28", dueOn: "2027-02-28" },
  });
});

test("where the printed dates disagree the review counts from the earlier day", () => {
  expect(checkReview(policyOf("amal"), [], "2026-06-15")).toMatchObject({ lastOn: "2023-10-21", dueOn: "2024-10-21" });
});

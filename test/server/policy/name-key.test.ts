import { describe, expect, it } from "vitest";
import { loadPolicies } from "#policies/load-policies.ts";
import { nameKey } from "#server/policy/name-key.ts";

const POLICIES = [...loadPolicies("policies").values()];

/** What the policies break their evidence down by, where the keys come from the policy. */
const KEYS = POLICIES.flatMap((policy) =>
  policy.clauses.flatMap(({ evidence }) =>
    evidence.flatMap((one) => {
      if (!("metric" in one)) return [];
      const { metric, by } = one;
      const { readings, units, tools, services, channels, beneficiaryKinds, journeys, cases, languages } = policy;
      const requests = services.flatMap(({ request }) => request ?? []);
      const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
      const keys: Record<string, string[]> = {
        channel: ids(channels),
        kind: ids(beneficiaryKinds),
        language: [...languages],
        service: ids(services),
        step: metric.startsWith("follow-up")
          ? (cases?.followUpDays ?? []).flatMap((days) => [`${days}-inside`, `${days}-abroad`])
          : journeys.flatMap(({ id, steps }) => ids(steps).map((step) => `${id}/${step}`)),
        "acknowledged-share": ids(readings),
        "circulated-share": ids(units),
        "shelf-openings": ids(tools),
        "expired-documents": requests.flatMap(({ documents }) => ids(documents)),
        "unmet-conditions": requests.flatMap(({ conditions }) => ids(conditions)),
      };
      const found = keys[by === "outcome" ? metric : (by ?? "")] ?? [];
      return found.map((key) => ({ policy, by: by ?? "", key }));
    }),
  ),
);

describe("a part of a breakdown", () => {
  it("has a name in both languages, and none that is its key", () => {
    expect(new Set(KEYS.map(({ by }) => by))).toEqual(
      new Set(["channel", "kind", "language", "service", "step", "outcome"]),
    );
    const unnamed = KEYS.filter(({ policy, by, key }) => {
      const name = nameKey(policy, by, key);
      return name === null || !/[\u0600-\u06ff]/.test(name.ar) || name.en === key;
    });
    expect(unnamed.map(({ policy, by, key }) => `${policy.id} ${by} ${key}`)).toEqual([]);
  });

  it("without a key, or of a branch, has none", () => {
    const [policy] = POLICIES;
    if (!policy) throw new Error("no policy");
    expect(["channel", "language", "branch"].map((by) => nameKey(policy, by, by === "branch" ? "جدة" : ""))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

import { expect, test } from "vitest";
import { requestedService } from "#server/requests/request-subject.ts";
import { createEvaluator } from "#surveys/answers/condition.ts";
import { toEligibilityView } from "#server/requests/to-eligibility-view.ts";
import { testServers } from "#test/support/test-server.ts";

const open = testServers();

test("every service of the house that is asked for has its form, its journey and endings that can be evaluated", async () => {
  const { deps } = await open();
  const asked: string[] = [];
  for (const policy of deps.policies.values()) {
    for (const { id, request } of policy.services) {
      if (!request) continue;
      asked.push(`${policy.id}/${id}`);
      const service = requestedService(policy, id);
      const { compiled } = await deps.forms.latest(policy.id, service.request.form);
      const journey = policy.journeys.find((one) => one.id === request.journey);
      expect([policy.id, id, journey?.subject]).toEqual([policy.id, id, "request"]);
      for (const { evaluation } of journey?.endings ?? []) {
        if (evaluation !== undefined) await deps.forms.latest(policy.id, evaluation);
      }
      const { unreadable } = toEligibilityView(request, createEvaluator(compiled, {}));
      expect(unreadable.filter(({ problem }) => problem !== "unanswered")).toEqual([]);
    }
  }
  expect(asked).toEqual(expect.arrayContaining(["yusr/consultation", "yusr/skills", "yusr/shaml"]));
});

import { expect, test } from "vitest";
import { pino } from "pino";
import { openAnalytics } from "#analytics/open-analytics.ts";
import { createFeed } from "#server/feed/feed.ts";
import { createFormShelf } from "#server/forms/form-shelf.ts";
import { importResponses } from "#server/forms/import-responses.ts";
import { makePolicy, policiesOf, seedAssociation, TEST_NOW } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

describeStores("comments of sealed services", (openStore) => {
  test("never reach analytics; those of others do", async () => {
    const store = await openStore();
    const policy = await seedAssociation(store, makePolicy());
    const parts = { store, policies: policiesOf(policy), clock: () => TEST_NOW, forms: createFormShelf(store) };
    for (const service of ["consultation", "shelter"]) {
      const bytes = new TextEncoder().encode(JSON.stringify({ "overall-satisfaction": 4, improve: `عن ${service}` }));
      const given = { associationId: policy.id, form: "general-service", service, bytes, apply: true };
      expect((await importResponses(parts, given)).imported).toBe(1);
    }
    const analytics = await openAnalytics({ file: ":memory:" });
    await createFeed({ ...parts, analytics, log: pino({ level: "silent" }) }).catchUp();
    const comments = await analytics
      .forAssociation({ associationId: policy.id, k: 1, kByService: {} })
      .listComments({ from: "2026-01-01", to: "2026-12-31", filters: {}, limit: 10 });
    expect(comments.map(({ text }) => text)).toEqual(["عن consultation"]);
    await analytics.close();
  });
});

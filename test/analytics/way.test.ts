import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Analytics, AnalyticsScope } from "#analytics/analytics.ts";
import type { MetricId } from "#analytics/metrics/catalogue.ts";
import { openAnalytics } from "#analytics/open-analytics.ts";
import { MetricQuery } from "#analytics/query.ts";
import type { MetricResult } from "#analytics/query.ts";
import type { AnalyticsRecord, MilestoneRecord } from "#analytics/records.ts";
import { batch, delivery, invitation, milestone, response, satisfied, times } from "./records.ts";
import { someMilestone } from "./random-records.ts";

/** Each test has an association of its own in one read model. */
let analytics: Analytics;
let watermark = 0;
let associations = 0;
beforeAll(async () => {
  analytics = await openAnalytics({ file: ":memory:" });
});
afterAll(() => analytics.close());

const MARCH = { from: "2026-03-01", to: "2026-03-31" };

async function association(
  records: readonly (AnalyticsRecord | readonly AnalyticsRecord[])[],
  scope: Partial<AnalyticsScope> = {},
) {
  const associationId = `association-${(associations += 1)}`;
  await analytics.append(batch((watermark += 1), ...records.flat().map((record) => ({ ...record, associationId }))));
  const scoped = analytics.forAssociation({ associationId, k: 5, kByService: {}, ...scope });
  return (query: Partial<Record<keyof MetricQuery, unknown>>): Promise<MetricResult> =>
    scoped.query(MetricQuery.parse({ period: MARCH, ...query }));
}

/** The values of a query without dimensions. */
const only = (result: MetricResult) => result.rows[0]?.values ?? {};
const shown = (result: MetricResult, metric: MetricId) =>
  result.rows.map((row) => [
    ...Object.values(row.keys),
    row.values[metric]?.state === "ok" ? row.values[metric].value : row.values[metric]?.state,
  ]);

describe("a count of the policy's way", () => {
  it("is signed: what was counted by mistake is taken back", async () => {
    const ask = await association([
      times(12, () => milestone("request-opened", { outcome: "online" })),
      milestone("request-opened", { outcome: "walk-in", n: 4 }),
      milestone("request-opened", { outcome: "walk-in", n: -1 }),
      milestone("request-opened", { countedOn: "2026-04-01" }),
    ]);
    const { requests } = only(await ask({ metrics: ["requests"] }));
    expect(requests).toMatchObject({ value: 15, base: 15, state: "ok" });
    expect((await ask({ metrics: ["online-request-share"] })).rows[0]?.values).toMatchObject({
      "online-request-share": { state: "withheld" },
    });
  });

  it("says that none is open where some came, and nothing where none came", async () => {
    const received = milestone("complaint-received", { outcome: "complaint", n: 9 });
    const closed = milestone("complaint-closed", { outcome: "complaint", n: 9, duration: 3 });
    const ask = await association([received, closed]);
    expect(only(await ask({ metrics: ["complaints-open", "objections-open"] }))).toMatchObject({
      "complaints-open": { value: 0, base: 9, state: "ok" },
      "objections-open": { state: "empty" },
    });
  });

  it("is withheld with the rest of the whole that it is a part of", async () => {
    const ask = await association([
      milestone("complaint-received", { outcome: "complaint", n: 20 }),
      milestone("complaint-closed", { outcome: "complaint", n: 17, duration: 3 }),
      milestone("complaint-closed", { outcome: "complaint", n: 0, duration: 9 }),
    ]);
    expect(only(await ask({ metrics: ["complaints", "complaints-open", "median-complaint-days"] }))).toMatchObject({
      complaints: { value: 20 },
      // 3 are open: neither they nor the 17 that would give them away are shown.
      "complaints-open": { state: "withheld" },
      "median-complaint-days": { state: "withheld", base: null },
    });
  });

  it("names a contradiction instead of cutting it to what could be", async () => {
    const ask = await association([
      milestone("complaint-received", { outcome: "complaint", n: 20 }),
      milestone("complaint-closed", { outcome: "complaint", n: 30, duration: 3 }),
      milestone("complaint-acknowledged", { outcome: "complaint", n: 30 }),
      milestone("action-opened", { n: -2 }),
      milestone("request-ended", { outcome: "refused", n: 9 }),
      milestone("request-ended", { outcome: "delivered", n: -3 }),
    ]);
    const values = only(
      await ask({ metrics: ["complaints-open", "complaint-acknowledged-share", "actions-open", "refusals"] }),
    );
    expect(Object.keys(values)).toHaveLength(4);
    for (const value of Object.values(values)) {
      expect(value).toMatchObject({ state: "undetermined", value: null, low: null, high: null });
    }
  });

  it("of staff, organisations and documents is shown however few", async () => {
    const ask = await association([
      milestone("acknowledgement-due", { service: "", outcome: "policy", n: 3 }),
      milestone("acknowledgement", { service: "", outcome: "policy", n: 1 }),
      milestone("partner-expected", { n: 2 }),
      milestone("partner-reached", { n: 3 }),
      milestone("action-opened", { n: 2 }),
      milestone("action-closed", { n: 1, outcome: "improved" }),
      milestone("contact", { n: 3 }),
    ]);
    expect(
      only(
        await ask({
          metrics: ["acknowledged-share", "partner-reach-share", "actions-open", "action-improved-share", "contacts"],
        }),
      ),
    ).toMatchObject({
      "acknowledged-share": { value: 1 / 3, base: 3, state: "ok" },
      "partner-reach-share": { value: 1.5, low: null, high: null, state: "ok" },
      "actions-open": { value: 1, base: 2 },
      "action-improved-share": { value: 1, base: 1 },
      contacts: { state: "withheld" },
    });
  });
});

describe("a share of the policy's way", () => {
  const decided = (accepted: number, refused: number, service = "care") => [
    milestone("request-decided", { service, outcome: "accepted", n: accepted }),
    milestone("request-decided", { service, outcome: "refused", n: refused }),
    milestone("request-ended", { service, outcome: "delivered", n: accepted }),
    milestone("request-ended", { service, outcome: "refused", n: refused }),
    milestone("request-registered", { service, n: accepted - 6 }),
  ];

  it("divides the part by its cohort, with Wilson's interval", async () => {
    const ask = await association(decided(20, 10));
    const { "registered-share": share } = only(await ask({ metrics: ["registered-share"] }));
    // 14 of 20: centre (0.7 + 3.841459/40)/(1 + 3.841459/20) = 0.667777; half 0.187…: 0.4810 to 0.8545
    expect(share).toMatchObject({ value: 0.7, base: 20, state: "ok" });
    expect(share?.low).toBeCloseTo(0.481, 4);
    expect(share?.high).toBeCloseTo(0.8545, 4);
  });

  it("is withheld when the rest are few, or when it tells the same of each of few", async () => {
    const states = async (due: number, done: number) => {
      const ask = await association([milestone("review-due", { n: due }), milestone("review-done", { n: done })]);
      return only(await ask({ metrics: ["review-done-share"] }))["review-done-share"]?.state;
    };
    expect(await states(20, 10)).toBe("ok");
    expect(await states(20, 16)).toBe("withheld");
    expect(await states(20, 4)).toBe("withheld");
    expect(await states(9, 9)).toBe("withheld");
    expect(await states(9, 0)).toBe("withheld");
    expect(await states(10, 10)).toBe("ok");
  });

  it("takes the strictest k of the services that it pools, and covers what the others would give away", async () => {
    const ask = await association([decided(30, 20), decided(9, 9, "shelter")], { kByService: { shelter: 10 } });
    const byService = await ask({ metrics: ["refusals"], dimensions: ["service"] });
    expect(shown(byService, "refusals")).toEqual([
      ["care", "withheld"],
      ["shelter", "withheld"],
    ]);
    expect(byService.k).toBe(10);
    expect(only(await ask({ metrics: ["refusals"] }))["refusals"]).toMatchObject({ value: 29, base: 68 });
  });
});

describe("a time of the policy's way", () => {
  it("is what half took at most, between what the ranks allow", async () => {
    // Ten steps of 1 … 10 days: the fifth smallest; its interval is from the second to the ninth.
    const left = times(10, (day) => milestone("step-left", { step: "request/documents", duration: day + 1 }));
    const ask = await association([left, milestone("step-left", { step: "case/file", duration: 99, n: 50 })]);
    expect(only(await ask({ metrics: ["median-stage-days", "p90-stage-days"] }))).toMatchObject({
      "median-stage-days": { value: 5, low: 2, high: 9, base: 10 },
      "p90-stage-days": { value: 9, low: 7, high: null, base: 10 },
    });
    const byStep = await ask({ metrics: ["median-stage-days", "case-median-step-days"], dimensions: ["step"] });
    expect(shown(byStep, "median-stage-days")).toEqual([
      ["case/file", "empty"],
      ["request/documents", 5],
    ]);
    expect(shown(byStep, "case-median-step-days")).toEqual([
      ["case/file", 99],
      ["request/documents", "empty"],
    ]);
  });

  it("forgets what was taken back, and names what was never there to be taken", async () => {
    const left = (duration: number, n: number) => milestone("step-left", { step: "request/documents", duration, n });
    const ask = await association([left(3, 6), left(9, 2), left(9, -2)]);
    expect((await ask({ metrics: ["median-stage-days"], dimensions: ["step"] })).rows[0]?.values).toMatchObject({
      // Six of the same under 2k tell of each.
      "median-stage-days": { state: "withheld" },
    });
    const wrong = await association([left(3, 12), left(9, -2)]);
    expect(only(await wrong({ metrics: ["median-stage-days"] }))["median-stage-days"]?.state).toBe("undetermined");
  });
});

describe("the time to a decision", () => {
  const clock = (measure: "clock-started" | "clock-stopped", countedOn: string, given: Partial<MilestoneRecord> = {}) =>
    milestone(measure, { step: "request/decision", countedOn, ...given });

  it("counts those still waiting as far as they have come today", async () => {
    // All came on 2 March. Decided on days 3, 5, 5 and 10; two still wait.
    const ask = async (today: string) =>
      only(
        await (
          await association(
            [
              clock("clock-started", "2026-03-02", { n: 6 }),
              ...[3, 5, 5, 10].map((duration) => clock("clock-stopped", "2026-03-02", { duration })),
            ],
            { today },
          )
        )({
          metrics: ["decided-median-days", "decided-p90-days", "decided-by-day-14-share", "decided-after-day-14-share"],
        }),
      );
    // S: day 3 5/6, day 5 5/6 · 3/5 = 1/2, day 10 1/2 · 2/3 = 1/3. The two have come to day 20, so day 14 is known.
    const late = await ask("2026-03-22");
    expect(late["decided-median-days"]).toMatchObject({ value: 5, base: 6, state: "ok" });
    expect(late["decided-p90-days"]).toMatchObject({ value: null, base: 6, state: "undetermined" });
    // 4 decided and 2 not: fewer than five on either side.
    expect(late["decided-by-day-14-share"]).toMatchObject({ state: "withheld" });
  });

  it("has the share decided by day 14 and its rest, or says that nobody has come so far", async () => {
    const waiting = (today: string) =>
      association(
        [
          clock("clock-started", "2026-03-02", { n: 40 }),
          ...[4, 9, 13, 14, 20].map((duration) => clock("clock-stopped", "2026-03-02", { duration, n: 5 })),
        ],
        { today },
      );
    const metrics = [
      "decided-by-day-14-share",
      "decided-after-day-14-share",
      "decided-before-14-count",
      "pending-over-14",
      "decided-after-14-count",
    ];
    const values = only(await (await waiting("2026-03-23"))({ metrics }));
    // No one left before day 14: S(14) = 20/40. Greenwood without censoring is p(1 − p)/n = 0.00625, error 0.079057.
    expect(values["decided-by-day-14-share"]?.value).toBeCloseTo(0.5, 12);
    expect(values["decided-after-day-14-share"]?.value).toBeCloseTo(0.5, 12);
    // exp(1.959964 · 0.079057/(0.5 · 0.693147)) = exp(0.447091) = 1.563757; 1 − 0.5^(1/1.563757) and 1 − 0.5^1.563757
    expect(values["decided-by-day-14-share"]?.low).toBeCloseTo(1 - 0.5 ** (1 / 1.563757), 4);
    expect(values["decided-by-day-14-share"]?.high).toBeCloseTo(1 - 0.5 ** 1.563757, 4);
    // Days 4, 9 and 13 came before the two weeks were over, day 20 after them; day 14 agrees with both readings.
    expect(values["decided-before-14-count"]).toMatchObject({ value: 15, base: 25 });
    expect(values["decided-after-14-count"]).toMatchObject({ value: 5, base: 25 });
    expect(values["pending-over-14"]).toMatchObject({ value: 15, base: 15 });

    const early = only(await (await waiting("2026-03-10"))({ metrics: ["pending-over-14"] }));
    expect(early["pending-over-14"]).toMatchObject({ value: 0, base: 15 });
    const fresh = await association([clock("clock-started", "2026-03-02", { n: 20 })], { today: "2026-03-10" });
    expect(only(await fresh({ metrics: ["decided-by-day-14-share"] }))["decided-by-day-14-share"]).toEqual({
      value: null,
      low: null,
      high: null,
      base: 20,
      state: "undetermined",
    });
  });

  it("leaves out clocks that are paused and moves those that go on, and censors journeys that ended otherwise", async () => {
    const ask = await association(
      [
        clock("clock-started", "2026-03-01", { n: 12 }),
        // Paused, and going on three days later: taken out here and put in there.
        clock("clock-started", "2026-03-01", { n: -6 }),
        clock("clock-started", "2026-03-04", { n: 6 }),
        clock("clock-stopped", "2026-03-04", { duration: 8, n: 6, outcome: "accepted" }),
        // Withdrawn on day 2: no decision, and no longer at risk of one.
        clock("clock-stopped", "2026-03-01", { duration: 2, n: 6, outcome: "ended" }),
        clock("clock-started", "2026-03-01", { step: "partnership/decision", n: 50 }),
      ],
      { today: "2026-03-31" },
    );
    // At day 8 the six are at risk, and all are decided.
    const values = only(await ask({ metrics: ["decided-median-days", "decided-before-14-count", "pending-over-14"] }));
    expect(values["decided-median-days"]).toMatchObject({ value: 8, base: 12 });
    expect(values["decided-before-14-count"]).toMatchObject({ value: 6, base: 6 });
    expect(values["pending-over-14"]?.state).toBe("empty");
  });

  it("says of those of whom only the month is known that they wait since its end, which is the least that is certain", async () => {
    const counted = [clock("clock-started", "2026-03-01", { n: 12 }), clock("clock-started", "2026-03-09", { n: 8 })];
    const waiting = async (today: string, monthsOf?: "month" | "hijriMonth") =>
      only(
        await (
          await association(counted, { today, ...(monthsOf ? { monthsOf } : {}) })
        )({
          metrics: ["pending-over-14"],
          period: { from: "2026-03-01", to: "2026-04-30" },
        }),
      )["pending-over-14"];
    // On 26 March all came more than 14 days ago by their day; of the twelve only the month is certain.
    expect(await waiting("2026-03-26")).toMatchObject({ value: 20, base: 20 });
    expect(await waiting("2026-03-26", "month")).toMatchObject({ value: 8, base: 20 });
    expect(await waiting("2026-04-15", "month")).toMatchObject({ value: 20, base: 20 });
    // 1 March 2026 is no first of a Hijri month.
    expect(await waiting("2026-03-26", "hijriMonth")).toMatchObject({ value: 20, base: 20 });
  });

  it("is read on the last day of the period when nobody says which day it is", async () => {
    const ask = await association([clock("clock-started", "2026-03-10", { n: 9 })]);
    const { "pending-over-14": waiting } = only(await ask({ metrics: ["pending-over-14"] }));
    expect(waiting).toMatchObject({ value: 9 });
    const before = await ask({ metrics: ["pending-over-14"], period: { from: "2026-03-01", to: "2026-03-24" } });
    expect(only(before)["pending-over-14"]).toMatchObject({ value: 0, base: 9 });
  });
});

describe("one query", () => {
  it("asks of both sources at once and joins their rows by their keys", async () => {
    const ask = await association([
      satisfied([5, 5, 4, 2, 1, 1], { channel: "phone" }),
      milestone("contact", { channel: "phone", n: 9 }),
      milestone("contact", { channel: "letter", n: 7 }),
      times(6, () => delivery({ channel: "letter", place: "remote" })),
    ]);
    const metrics = ["satisfaction", "contacts", "deliveries", "remote-delivery-share"] as const;
    const { rows } = await ask({ metrics, dimensions: ["channel"] });
    expect(rows).toMatchObject([
      {
        keys: { channel: "letter" },
        values: { satisfaction: { state: "empty" }, contacts: { value: 7 }, deliveries: { value: 6 } },
      },
      {
        keys: { channel: "phone" },
        values: { satisfaction: { value: 0.5 }, contacts: { value: 9 }, deliveries: { state: "empty" } },
      },
    ]);
    const [whole] = (await ask({ metrics })).rows;
    expect(whole?.values).toMatchObject({
      satisfaction: { base: 6 },
      contacts: { value: 16 },
      deliveries: { value: 6 },
    });
  });

  it("steps through both calendars, compares with the period before, and fills what is between", async () => {
    const ask = await association([
      milestone("request-opened", { countedOn: "2026-01-10", n: 8 }),
      milestone("request-opened", { countedOn: "2026-03-25", n: 9 }),
    ]);
    const year = { from: "2026-01-01", to: "2026-12-31" };
    const byHijri = await ask({ metrics: ["requests"], grain: "hijriMonth", period: year });
    expect(shown(byHijri, "requests")).toEqual([
      ["1447-07", 8],
      ["1447-08", "empty"],
      ["1447-09", "empty"],
      ["1447-10", 9],
    ]);
    const compared = await ask({
      metrics: ["requests"],
      compare: "previous",
      period: { from: "2026-03-01", to: "2026-04-30" },
    });
    expect(only(compared)["requests"]).toMatchObject({ value: 9, comparison: { value: 8 } });
  });

  it("counts places, waits and modes of what is recorded anyway", async () => {
    const ask = await association([
      times(12, () => delivery({ place: "remote" })),
      times(8, () => delivery({ place: "home" })),
      times(5, () => delivery({ place: "" })),
      times(20, (index) => invitation({ waitDays: index % 4 })),
      times(20, () => invitation({ event: "answered", waitDays: 99 })),
      times(14, () => response({ mode: "link" })),
      times(6, () => response({ mode: "qr", invited: false })),
      times(10, () => response({ mode: "kiosk", invited: false })),
    ]);
    const values = only(
      await ask({
        metrics: ["remote-delivery-share", "median-invitation-wait-days", "invited-share", "online-evaluation-share"],
      }),
    );
    expect(values).toMatchObject({
      "remote-delivery-share": { value: 12 / 20, base: 20 },
      "median-invitation-wait-days": { value: 1, base: 20 },
      "invited-share": { value: 20 / 25, base: 25 },
      "online-evaluation-share": { value: 20 / 30, base: 30 },
    });
    expect(
      shown(await ask({ metrics: ["deliveries-by-place"], dimensions: ["place"] }), "deliveries-by-place"),
    ).toEqual([
      ["", 5],
      ["home", 8],
      ["remote", 12],
    ]);
  });

  it("has no number by what a metric chooses itself", async () => {
    const ask = await association([milestone("request-opened", { outcome: "online", n: 20 })]);
    expect((await ask({ metrics: ["online-request-share"], dimensions: ["outcome"] })).rows).toEqual([]);
    expect(shown(await ask({ metrics: ["requests"], filters: { outcome: ["phone"] } }), "requests")).toEqual([
      ["empty"],
    ]);
    expect(only(await ask({ metrics: ["requests"], filters: { construct: ["ease"] } }))["requests"]?.state).toBe(
      "empty",
    );
  });
});

describe("any milestones", () => {
  const TODAY = "2026-04-02";
  const METRICS = [
    "requests",
    "online-request-share",
    "refusals",
    "decided-before-14-count",
    "median-completion-days",
    "decided-median-days",
    "decided-by-day-14-share",
  ] as const;
  const query = MetricQuery.parse({ metrics: METRICS, period: { from: "2026-01-01", to: "2026-03-31" } });

  it(
    "give what a plain count of the records gives, with what was taken back, in whatever portions they came",
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(someMilestone, { minLength: 1, maxLength: 150 }),
          fc.integer({ min: 1, max: 60 }),
          async (all, portion) => {
            const live = await openAnalytics({ file: ":memory:", readers: 1 });
            const rebuilt = await openAnalytics({ file: ":memory:", readers: 1 });
            try {
              for (let start = 0; start < all.length; start += portion) {
                await live.append(batch(start + portion, all.slice(start, start + portion)));
              }
              await rebuilt.append(batch(1, all.toReversed()));
              const scope = { associationId: "a", k: 0, kByService: {}, today: TODAY };
              const found = only(await live.forAssociation(scope).query(query));
              for (const dimensions of [[], ["service"], ["step"], ["channel", "kind"]]) {
                const asked = MetricQuery.parse({ ...query, dimensions });
                expect((await rebuilt.forAssociation(scope).query(asked)).rows).toEqual(
                  (await live.forAssociation(scope).query(asked)).rows,
                );
              }
              const own = all.filter(
                ({ associationId, countedOn }) =>
                  associationId === "a" && countedOn >= "2026-01-01" && countedOn <= "2026-03-31",
              );
              const sum = (keep: (one: MilestoneRecord) => boolean) =>
                own.reduce((total, one) => (keep(one) ? total + one.n : total), 0);
              const opened = sum(({ measure }) => measure === "request-opened");
              expectTally(found["requests"], opened, opened);
              const online = sum((one) => one.measure === "request-opened" && one.outcome === "online");
              const share = found["online-request-share"];
              if (opened === 0 && online === 0) expect(share?.state).toBe("empty");
              else if (online < 0 || opened <= 0 || online > opened) expect(share?.state).toBe("undetermined");
              else expect(share).toMatchObject({ value: online / opened, base: opened });
              const isStop = (one: MilestoneRecord) =>
                one.measure === "clock-stopped" && /^request.*\/decision$/.test(one.step) && one.outcome !== "ended";
              const early = sum((one) => isStop(one) && one.duration !== null && one.duration < 14);
              expectTally(found["decided-before-14-count"], early, sum(isStop));
            } finally {
              await live.close();
              await rebuilt.close();
            }
          },
        ),
        { numRuns: 25 },
      );
    },
  );

  function expectTally(
    value: MetricResult["rows"][number]["values"][string] | undefined,
    count: number,
    base: number,
  ): void {
    if (count < 0 || count > base) expect(value?.state).toBe("undetermined");
    else if (base === 0) expect(value?.state).toBe("empty");
    else expect(value).toMatchObject({ value: count, base, state: "ok" });
  }
});

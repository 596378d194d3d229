import fc from "fast-check";
import { MILESTONE_MEASURES } from "#analytics/milestones.ts";
import type { AnalyticsRecord, MilestoneRecord } from "#analytics/records.ts";
import type { AnswerFact, Scale } from "#surveys/form.ts";

/** Any records of two associations: few keys so that cells fill up, dates around the edges of months of both calendars. */

const scale = (id: string, min: number, max: number): Scale => ({ id, min, max, direction: "ascending", labels: [] });
const FIVE = scale("satisfaction-5", 1, 5);
const ITEMS: readonly Omit<AnswerFact, "score">[] = [
  { item: "overall", bankId: "overall", construct: "satisfaction", scale: FIVE },
  { item: "again", bankId: "again", construct: "satisfaction", scale: FIVE },
  { item: "ease", bankId: "ease", construct: "ease", scale: scale("ease-0-4", 0, 4) },
  { item: "respect", bankId: "respect", construct: "respect", scale: scale("points-1-4", 1, 4) },
  { item: "recommend", bankId: "nps", construct: "recommendation", scale: scale("likely-11", 0, 10) },
  { item: "items.q1", scale: FIVE },
  { item: "slider", scale: scale("slider-100", 0, 100) },
];

const answers = fc.subarray([...ITEMS]).chain((items) =>
  fc.tuple(
    ...items.map((item) => {
      const { min, max } = item.scale ?? { min: 0, max: 0 };
      const scored = fc.integer({ min, max }).map((score): AnswerFact => ({ ...item, score }));
      return fc.oneof(
        { weight: 6, arbitrary: scored },
        { weight: 1, arbitrary: fc.constant<AnswerFact>({ ...item, missing: "skipped" }) },
      );
    }),
  ),
);

export const someDate = fc.constantFrom(
  "2025-12-31",
  "2026-01-01",
  "2026-01-19",
  "2026-01-20",
  "2026-01-31",
  "2026-02-01",
  "2026-02-17",
  "2026-02-18",
  "2026-02-28",
  "2026-03-01",
  "2026-03-15",
  "2026-03-19",
  "2026-03-20",
  "2026-03-31",
  "2026-04-01",
);
const place = {
  associationId: fc.constantFrom("a", "a", "a", "b"),
  service: fc.constantFrom("care", "shelter"),
  channel: fc.constantFrom("phone", ""),
  branch: fc.constantFrom("north", "south"),
  kind: fc.constantFrom("direct", "indirect"),
};
const mode = fc.constantFrom("link" as const, "qr" as const, "kiosk" as const);
const form = fc.constantFrom("general", "pulse");
const event = fc.constantFrom(
  "issued" as const,
  "issued" as const,
  "answered" as const,
  "partial" as const,
  "ineligible" as const,
  "undelivered" as const,
);

/** Clocks and decisions more often than the rest, and now and then something is taken back. */
export const someMilestone: fc.Arbitrary<MilestoneRecord> = fc.record({
  type: fc.constant("milestone" as const),
  associationId: place.associationId,
  service: fc.constantFrom("care", "shelter", ""),
  channel: place.channel,
  kind: place.kind,
  measure: fc.oneof(
    fc.constantFrom("clock-started", "clock-stopped", "request-opened", "request-decided", "step-left"),
    fc.constantFrom(...MILESTONE_MEASURES),
  ),
  step: fc.constantFrom("request/decision", "request-with-interview/decision", "request/documents", "case/file", ""),
  outcome: fc.constantFrom("accepted", "refused", "ended", "complete", "online", ""),
  countedOn: someDate,
  duration: fc.option(fc.nat(30), { freq: 4 }),
  n: fc.constantFrom(1, 1, 1, 2, 5, -1),
});

export const someRecord: fc.Arbitrary<AnalyticsRecord> = fc.oneof(
  { weight: 2, arbitrary: someMilestone },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("delivery" as const),
      ...place,
      deliveryId: fc.uuid(),
      deliveredOn: someDate,
      place: fc.constantFrom("remote", "branch", ""),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("invitation" as const),
      ...place,
      event,
      form,
      mode,
      deliveredOn: someDate,
      waitDays: fc.nat(5),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("response" as const),
      ...place,
      responseId: fc.uuid(),
      mode,
      form,
      formVersion: fc.constant(1),
      language: fc.constantFrom("ar", "ur"),
      answeredOn: someDate,
      invited: fc.boolean(),
      answers,
      comments: fc.constant([]),
    }),
  },
);

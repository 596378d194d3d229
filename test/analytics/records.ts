import type {
  DeliveryRecord,
  FeedBatch,
  InvitationRecord,
  MilestoneRecord,
  ResponseRecord,
  AnalyticsRecord,
} from "#analytics/records.ts";
import type { AnswerFact, Construct, Scale } from "#surveys/form.ts";

/** Factories of records: each fills what a test does not speak of, and ids are never the same twice. */

let made = 0;
const unique = (kind: string): string => `${kind}-${(made += 1)}`;

export const FIVE: Scale = { id: "satisfaction-5", min: 1, max: 5, direction: "ascending", labels: [] };
export const ELEVEN: Scale = { id: "likely-11", min: 0, max: 10, direction: "ascending", labels: [] };

const PLACE = { associationId: "a", service: "care", channel: "phone", branch: "north", kind: "direct" } as const;

export function delivery(given: Partial<DeliveryRecord> = {}): DeliveryRecord {
  return { type: "delivery", ...PLACE, deliveryId: unique("delivery"), deliveredOn: "2026-03-10", place: "", ...given };
}

export function invitation(given: Partial<InvitationRecord> = {}): InvitationRecord {
  return {
    type: "invitation",
    ...PLACE,
    event: "issued",
    form: "general",
    mode: "link",
    deliveredOn: "2026-03-10",
    waitDays: 1,
    ...given,
  };
}

export function milestone(measure: MilestoneRecord["measure"], given: Partial<MilestoneRecord> = {}): MilestoneRecord {
  return {
    type: "milestone",
    associationId: "a",
    measure,
    service: "care",
    channel: "phone",
    kind: "direct",
    step: "",
    outcome: "",
    countedOn: "2026-03-10",
    duration: null,
    n: 1,
    ...given,
  };
}

export function response(given: Partial<ResponseRecord> = {}): ResponseRecord {
  return {
    type: "response",
    ...PLACE,
    responseId: unique("response"),
    mode: "link",
    form: "general",
    formVersion: 1,
    language: "ar",
    answeredOn: "2026-03-10",
    invited: true,
    answers: [],
    comments: [],
    ...given,
  };
}

/** A scored answer on the construct's own bank item. */
export function answer(construct: Construct, score: number, given: Partial<AnswerFact> = {}): AnswerFact {
  return { item: construct, bankId: construct, construct, scale: FIVE, score, ...given };
}

/** Responses that each give one score for satisfaction. */
export function satisfied(scores: readonly number[], given: Partial<ResponseRecord> = {}): ResponseRecord[] {
  return scores.map((score) => response({ answers: [answer("satisfaction", score)], ...given }));
}

export function batch(
  watermark: number,
  ...records: readonly (AnalyticsRecord | readonly AnalyticsRecord[])[]
): FeedBatch {
  return { watermark, records: records.flat() };
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

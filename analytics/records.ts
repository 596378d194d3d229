import type { Milestone } from "#analytics/milestones.ts";
import type { Mode } from "#policies/schema.ts";
import type { AnswerFact } from "#surveys/form.ts";

/**
 * What the operational store tells analytics, in commit order. Each record is an event that happened once and is never
 * changed afterwards, so facts are only ever appended and every cube is a plain sum.
 */

/** Where and to whom a service was given; copied to every later record of the same delivery. */
export type DeliveryKeys = {
  readonly associationId: string;
  readonly service: string;
  /** Channel id of the policy, or "" when the register does not say. */
  readonly channel: string;
  readonly branch: string;
  readonly kind: string;
  /** Calendar date of the delivery, `YYYY-MM-DD` in the association's zone. */
  readonly deliveredOn: string;
};

export type DeliveryRecord = DeliveryKeys & {
  readonly type: "delivery";
  readonly deliveryId: string;
  /** Where it was given: `remote`, `branch`, `home`, `site`, or "" when the register does not say (clause C5). */
  readonly place: string;
};

/**
 * A step in the life of an invitation. All steps carry the cohort's keys and date (the delivery's), so that a response
 * rate divides people of one and the same cohort. `answered` counts AAPOR I+P, `partial` is the P among them,
 * `ineligible` NE (wrong person, revoked before it could be used), `undelivered` UO.
 */
export type InvitationRecord = DeliveryKeys & {
  readonly type: "invitation";
  readonly event: "issued" | "answered" | "partial" | "ineligible" | "undelivered";
  readonly form: string;
  readonly mode: Mode;
  /** Whole days from the delivery to the day on which the invitation is due (clause C1). */
  readonly waitDays: number;
};

/** One submission. `answeredOn` is its date in the association's zone; no finer time is kept. */
export type ResponseRecord = {
  readonly type: "response";
  readonly associationId: string;
  readonly responseId: string;
  readonly service: string;
  readonly channel: string;
  readonly branch: string;
  readonly kind: string;
  readonly mode: Mode;
  readonly form: string;
  readonly formVersion: number;
  readonly language: string;
  readonly answeredOn: string;
  /** True for an answer to a personal invitation; false for open codes, which have no response rate. */
  readonly invited: boolean;
  readonly answers: readonly AnswerFact[];
  /** Redacted open texts; empty for sealed services. */
  readonly comments: readonly { readonly item: string; readonly text: string }[];
};

/** The open texts of a response as they are from now on, instead of what was told before; its answers stay as they were. */
export type CommentsRecord = Omit<ResponseRecord, "type"> & { readonly type: "comments" };

/** A milestone of the policy's way; see `milestones.ts`. */
export type MilestoneRecord = Milestone & { readonly type: "milestone"; readonly associationId: string };

export type AnalyticsRecord = DeliveryRecord | InvitationRecord | ResponseRecord | CommentsRecord | MilestoneRecord;

/** Records of the store up to and including the change numbered `watermark`, and a fingerprint of that change. */
export type FeedBatch = {
  readonly records: readonly AnalyticsRecord[];
  readonly watermark: number;
  readonly lastChange?: string;
};

/** The store that numbers come from: its installation, and the fingerprint of the last change taken; null when not told. */
export type Origin = { readonly installation: string | null; readonly lastChange: string | null };

import type { EligibilityView, Person, RequestView, Way } from "#server/requests/request-view.ts";

/**
 * How long a decision has taken, under both readings of "within a period of not less than two weeks" (clause C15): decided
 * today it would come before that day, or after it.
 */
export type DecisionTime = {
  readonly clause: string;
  readonly days: number;
  /** How the policy's text is read: `min` is "not before". */
  readonly bound: "min" | "max";
  /** Whole days that it has run, pauses left out. */
  readonly ranDays: number;
  readonly isPaused: boolean;
  readonly isBefore: boolean;
  readonly isAfter: boolean;
};

/** A request that waits for the committee. Nobody's opinion of it is among this, and no way to reach the person. */
export type QueueLine = {
  readonly id: string;
  readonly seq: number;
  readonly service: string;
  readonly kind: string;
  readonly way: Way;
  readonly step: string;
  readonly openedAt: number;
  /** Since when it has waited here. */
  readonly since: number;
  readonly name: string;
  readonly decision: DecisionTime | null;
  readonly eligibility: EligibilityView["state"];
  readonly isComplete: boolean;
  /** True when the person objected to a refusal. */
  readonly isObjection: boolean;
  readonly deferrals: number;
};

/** Everything that the committee decides on. */
export type CommitteeView = Omit<RequestView, "person"> & {
  readonly person: Omit<Person, "phone">;
  readonly decision: DecisionTime | null;
  /** How many members without a conflict of interest must be present. */
  readonly quorum: number;
  readonly isComplete: boolean;
};

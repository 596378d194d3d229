import type { Actor, Journey, Need, Outcome, Step } from "#policies/journey-schema.ts";

/**
 * Who brings what a step needs, and how long it holds: `subject` until it is taken back, `visit` until the step is left,
 * `action` is given with the action itself.
 */
export const NEEDS: Readonly<Record<Need, { holds: "subject" | "visit" | "action"; by: readonly Actor[] }>> = {
  answers: { holds: "subject", by: ["applicant", "officer", "researcher", "partner", "projects"] },
  consent: { holds: "subject", by: ["applicant", "officer"] },
  // Whoever corrects answers takes back the declaration that was signed over them.
  declaration: { holds: "subject", by: ["applicant", "officer", "researcher"] },
  // Proven only by looking at what was handed in and verified; where nothing is asked for, by handing in the request.
  documents: { holds: "subject", by: ["applicant", "officer", "researcher"] },
  eligible: { holds: "subject", by: ["officer", "researcher"] },
  ineligible: { holds: "subject", by: ["officer", "researcher"] },
  interview: { holds: "subject", by: ["officer", "researcher"] },
  explanation: { holds: "visit", by: ["researcher"] },
  reason: { holds: "action", by: [] },
  quorum: { holds: "action", by: [] },
  referral: { holds: "action", by: [] },
  delivery: { holds: "action", by: [] },
  criteria: { holds: "subject", by: ["officer", "researcher", "clinician"] },
  report: { holds: "visit", by: ["clinician"] },
  assessment: { holds: "visit", by: ["clinician", "researcher"] },
  "follow-ups": { holds: "subject", by: ["researcher"] },
  study: { holds: "subject", by: ["projects"] },
  agreement: { holds: "subject", by: ["projects", "partner"] },
  "impact-reports": { holds: "subject", by: ["partner"] },
  evaluation: { holds: "subject", by: ["projects", "partner"] },
};

/** What somebody wants to do. `given` are needs that come with it. */
export type JourneyAction =
  | { readonly type: "open" }
  | { readonly type: "prove"; readonly need: Need }
  | { readonly type: "disprove"; readonly need: Need }
  | { readonly type: "send" }
  | { readonly type: "return" }
  | { readonly type: "move"; readonly outcome: string; readonly given: readonly Need[] };

/** What happened: an action that was judged, by whom and when. `seq` counts from 1 within one journey. */
export type JourneyEvent = {
  readonly seq: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly actor: Actor;
  readonly action: JourneyAction;
};

/** A rule's clock: running while `startedAt` is set and neither `pausedAt` nor `stoppedAt` is. */
export type ClockState = {
  readonly startedAt: number;
  readonly pausedMs: number;
  readonly pausedAt: number | null;
  readonly stoppedAt: number | null;
};

/** Where somebody is on a journey; follows from the events alone. */
export type JourneyState = {
  /** Number of the last event; 0 before the first. */
  readonly seq: number;
  readonly step: string | null;
  readonly ending: string | null;
  /** When the step was entered, or the journey ended. */
  readonly since: number;
  readonly sentAt: number | null;
  readonly returnedAt: number | null;
  readonly proven: readonly Need[];
  readonly clocks: Readonly<Record<string, ClockState>>;
  /** Steps in the order in which they were first entered. */
  readonly reached: readonly string[];
  readonly reopened: boolean;
};

export const NOT_BEGUN: JourneyState = {
  seq: 0,
  step: null,
  ending: null,
  since: 0,
  sentAt: null,
  returnedAt: null,
  proven: [],
  clocks: {},
  reached: [],
  reopened: false,
};

/** The ways out of where somebody is now: of the step and of every step, or back in from an ending. */
export function outcomesOf(journey: Journey, state: JourneyState): readonly (Outcome & { by: readonly Actor[] })[] {
  const step = stepOf(journey, state);
  if (step) {
    return [...step.outcomes, ...journey.anytime].map((outcome) => ({ ...outcome, by: outcome.by ?? step.by }));
  }
  const reopens = state.reopened ? undefined : journey.endings.find(({ id }) => id === state.ending)?.reopens;
  return reopens ? [reopens] : [];
}

/** The step somebody is in; undefined before the beginning and after the end. */
export function stepOf(journey: Journey, state: JourneyState): Step | undefined {
  return journey.steps.find(({ id }) => id === state.step);
}

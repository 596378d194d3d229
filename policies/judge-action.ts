import type { Actor, Journey, Need, Outcome, Step } from "#policies/journey-schema.ts";
import { NEEDS, outcomesOf, stepOf } from "#policies/journey-state.ts";
import type { JourneyAction, JourneyEvent, JourneyState } from "#policies/journey-state.ts";

/** Why something cannot be done now, what is missing and who can bring it. */
export type Refusal = {
  readonly why:
    | "notBegun"
    | "begun"
    | "ended"
    | "notHere"
    | "notYours"
    | "missing"
    | "notSent"
    | "notReturned"
    | "tooLate";
  /** Who may do it; empty when nobody can here. */
  readonly by: readonly Actor[];
  readonly missing: readonly { readonly need: Need; readonly by: readonly Actor[] }[];
  /** Ways out that the step has, whoever takes them. */
  readonly outcomes: readonly string[];
};

export type Judgement =
  | { readonly ok: true; readonly event: JourneyEvent }
  | { readonly ok: false; readonly refusal: Refusal };

const DAY = 86_400_000;

/** Decides whether an action may happen now, and makes it an event. Changes nothing. */
export function judge(
  journey: Journey,
  state: JourneyState,
  { action, actor, at }: { action: JourneyAction; actor: Actor; at: number },
): Judgement {
  const refusal = refusalOf(journey, state, action, actor, at);
  return refusal ? { ok: false, refusal } : { ok: true, event: { seq: state.seq + 1, at, actor, action } };
}

/** Needs of a way out that are not there yet, apart from those that come with the action. */
export function missingFor(journey: Journey, state: JourneyState, outcome: Outcome): readonly Need[] {
  const isAnytime = journey.anytime.some(({ id }) => id === outcome.id);
  const needs = [...(isAnytime ? [] : (stepOf(journey, state)?.needs ?? [])), ...outcome.needs];
  return [...new Set(needs)].filter((need) => NEEDS[need].holds !== "action" && !state.proven.includes(need));
}

function refusalOf(
  journey: Journey,
  state: JourneyState,
  action: JourneyAction,
  actor: Actor,
  at: number,
): Refusal | undefined {
  const outcomes = outcomesOf(journey, state).map(({ id }) => id);
  const no = (why: Refusal["why"], by: readonly Actor[] = [], missing: readonly Need[] = []): Refusal => ({
    why,
    by,
    missing: missing.map((need) => ({ need, by: NEEDS[need].by })),
    outcomes,
  });
  const step = stepOf(journey, state);
  if (action.type === "open") {
    if (state.seq > 0) return no("begun");
    const by = openersOf(journey);
    return by.includes(actor) ? undefined : no("notYours", by);
  }
  if (state.seq === 0) return no("notBegun", openersOf(journey));
  if (action.type === "move") {
    const outcome = outcomesOf(journey, state).find(({ id }) => id === action.outcome);
    if (!outcome) return no(step ? "notHere" : "ended");
    if (!outcome.by.includes(actor)) return no("notYours", outcome.by);
    if (!step) {
      const reopens = journey.endings.find(({ id }) => id === state.ending)?.reopens;
      if (reopens && at - state.since > reopens.withinDays * DAY) return no("tooLate");
    }
    const isAnytime = journey.anytime.some(({ id }) => id === outcome.id);
    if (step?.external && !isAnytime && state.returnedAt === null) {
      return no(state.sentAt === null ? "notSent" : "notReturned", step.by);
    }
    const given = new Set(action.given);
    const needs = [...(isAnytime ? [] : (step?.needs ?? [])), ...outcome.needs];
    const missing = [...new Set(needs)].filter((need) =>
      NEEDS[need].holds === "action" ? !given.has(need) : !state.proven.includes(need),
    );
    return missing.length > 0 ? no("missing", outcome.by, missing) : undefined;
  }
  if (!step) return no("ended");
  if (action.type === "send" || action.type === "return") {
    if (!step.external) return no("notHere");
    if (!step.by.includes(actor)) return no("notYours", step.by);
    if (action.type === "send") return state.sentAt === null ? undefined : no("notHere", step.by);
    if (state.sentAt === null) return no("notSent", step.by);
    return state.returnedAt === null ? undefined : no("notHere", step.by);
  }
  const { holds, by } = NEEDS[action.need];
  if (!isNeeded(journey, step, action.need, holds)) return no("notHere", by);
  return by.includes(actor) ? undefined : no("notYours", by);
}

/** What holds for the whole journey can be brought at any step of a journey that needs it, the rest only where it is needed. */
function isNeeded(journey: Journey, step: Step, need: Need, holds: "subject" | "visit" | "action"): boolean {
  if (holds === "action") return false;
  const places = holds === "visit" ? [step] : journey.steps;
  return places.some(({ needs, outcomes }) => [needs, ...outcomes.map((way) => way.needs)].flat().includes(need));
}

/** Whoever works on the first step may open the journey. */
function openersOf(journey: Journey): readonly Actor[] {
  return journey.steps.find(({ id }) => id === journey.start)?.by ?? [];
}

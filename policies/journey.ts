import { stopAllClocks, stopClocks, turnClocks } from "#policies/journey-clocks.ts";
import type { Journey, Need } from "#policies/journey-schema.ts";
import { NEEDS, NOT_BEGUN, outcomesOf } from "#policies/journey-state.ts";
import type { JourneyEvent, JourneyState } from "#policies/journey-state.ts";
import { judge } from "#policies/judge-action.ts";

/** Of two that exclude each other, the later one holds. */
const EXCLUDES: Partial<Record<Need, Need>> = { eligible: "ineligible", ineligible: "eligible" };

/** What a journey looks like after an event. Throws when the event cannot have happened: the history is not whole. */
export function apply(journey: Journey, state: JourneyState, event: JourneyEvent): JourneyState {
  const { action, actor, at } = event;
  if (event.seq !== state.seq + 1) throw new Error(`event ${event.seq} does not follow event ${state.seq}`);
  const judged = judge(journey, state, { action, actor, at });
  if (!judged.ok) throw new Error(`event ${event.seq} cannot have happened: ${judged.refusal.why}`);
  const next = { ...state, seq: event.seq };
  switch (action.type) {
    case "open":
      return enter(journey, next, journey.start, at);
    case "prove": {
      const excluded = EXCLUDES[action.need];
      const others = state.proven.filter((need) => need !== action.need && need !== excluded);
      return { ...next, proven: [...others, action.need] };
    }
    case "disprove":
      return { ...next, proven: state.proven.filter((need) => need !== action.need) };
    case "send":
      return { ...next, sentAt: at };
    case "return":
      return { ...next, returnedAt: at };
    case "move": {
      const outcome = outcomesOf(journey, state).find(({ id }) => id === action.outcome);
      if (!outcome) throw new Error(`no outcome ${action.outcome}`);
      const clocks = stopClocks(journey, next.clocks, `${state.step ?? ""}.${outcome.id}`, at);
      return enter(journey, { ...next, clocks, reopened: state.reopened || state.step === null }, outcome.to, at);
    }
    default:
      return action satisfies never;
  }
}

/** The state that a whole history leads to. Throws when it is not one. */
export function replay(journey: Journey, events: readonly JourneyEvent[]): JourneyState {
  return events.reduce((state, event) => apply(journey, state, event), NOT_BEGUN);
}

function enter(journey: Journey, state: JourneyState, to: string, at: number): JourneyState {
  const isStep = journey.steps.some(({ id }) => id === to);
  const proven = state.proven.filter((need) => NEEDS[need].holds === "subject");
  const left = { ...state, since: at, sentAt: null, returnedAt: null, proven };
  if (!isStep) {
    return { ...left, step: null, ending: to, clocks: stopAllClocks(left.clocks, at) };
  }
  const reached = state.reached.includes(to) ? state.reached : [...state.reached, to];
  return { ...left, step: to, ending: null, reached, clocks: turnClocks(journey, left.clocks, to, at) };
}

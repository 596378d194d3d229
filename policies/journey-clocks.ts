import type { Journey } from "#policies/journey-schema.ts";
import type { ClockState, JourneyState } from "#policies/journey-state.ts";

type Clocks = JourneyState["clocks"];

/** Milliseconds that a clock has run by `at`, without its pauses. */
export function runningMs(clock: ClockState, at: number): number {
  return (clock.stoppedAt ?? clock.pausedAt ?? at) - clock.startedAt - clock.pausedMs;
}

/** Starts the clocks that begin with this step, pauses those that stand still in it and lets the others go on. */
export function turnClocks(journey: Journey, clocks: Clocks, step: string, at: number): Clocks {
  const turned: Record<string, ClockState> = { ...clocks };
  for (const rule of journey.clocks) {
    const clock = turned[rule.id];
    if (rule.from === step && (clock === undefined || clock.stoppedAt !== null)) {
      turned[rule.id] = { startedAt: at, pausedMs: 0, pausedAt: null, stoppedAt: null };
    } else if (clock?.stoppedAt === null) {
      const pauses = rule.pauses.includes(step);
      if (pauses && clock.pausedAt === null) turned[rule.id] = { ...clock, pausedAt: at };
      if (!pauses && clock.pausedAt !== null) {
        turned[rule.id] = { ...clock, pausedAt: null, pausedMs: clock.pausedMs + at - clock.pausedAt };
      }
    }
  }
  return turned;
}

/** Stops the clocks that run until this way out (`step.outcome`) is taken. */
export function stopClocks(journey: Journey, clocks: Clocks, taken: string, at: number): Clocks {
  const stops = new Set(journey.clocks.filter(({ until }) => until.includes(taken)).map(({ id }) => id));
  return mapClocks(clocks, (clock, id) => (stops.has(id) ? halt(clock, at) : clock));
}

/** Stops every clock: the journey has ended. */
export function stopAllClocks(clocks: Clocks, at: number): Clocks {
  return mapClocks(clocks, (clock) => halt(clock, at));
}

function mapClocks(clocks: Clocks, change: (clock: ClockState, id: string) => ClockState): Clocks {
  const changed = Object.entries(clocks).map(([id, clock]): [string, ClockState] => [
    id,
    clock.stoppedAt === null ? change(clock, id) : clock,
  ]);
  return Object.fromEntries(changed);
}

/** Stops a clock; a pause that was still on is not part of what it ran. */
function halt(clock: ClockState, at: number): ClockState {
  const pausedMs = clock.pausedMs + (clock.pausedAt === null ? 0 : at - clock.pausedAt);
  return { ...clock, pausedMs, pausedAt: null, stoppedAt: at };
}

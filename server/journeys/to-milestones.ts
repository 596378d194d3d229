import type { Milestone, MilestoneMeasure } from "#analytics/milestones.ts";
import { hijriMonthOf, hijriMonthRange, todayIn } from "#policies/calendar.ts";
import type { ClockRule, Journey } from "#policies/journey-schema.ts";
import type { ClockState, JourneyEvent, JourneyState } from "#policies/journey-state.ts";

/** What analytics may know of whoever is on a journey. */
export type SubjectKeys = {
  readonly service: string;
  readonly channel: string;
  readonly kind: string;
  readonly timeZone: string;
  /** Whose months the association lives by. */
  readonly calendar: "gregorian" | "hijri";
  /** True where nobody may be told by a day: only the month is kept. */
  readonly isSealed: boolean;
};

const DAY = 86_400_000;

/** What is counted of a subject; `countedAt` is an instant of the day on which it counts. */
export type Count = {
  readonly measure: MilestoneMeasure;
  readonly countedAt: number;
  readonly step?: string;
  readonly outcome?: string;
  readonly duration?: number | null;
  readonly n?: number;
};

/** A milestone of a subject. */
export function toMilestone(keys: SubjectKeys, what: Count): Milestone {
  return {
    measure: what.measure,
    service: keys.service,
    channel: keys.channel,
    kind: keys.kind,
    step: what.step ?? "",
    outcome: what.outcome ?? "",
    countedOn: toCountedOn(keys, what.countedAt),
    duration: what.duration ?? null,
    n: what.n ?? 1,
  };
}

/**
 * The date on which something counts: its day, or the first of its month in the association's calendar where days could
 * tell of people.
 */
export function toCountedOn(
  { timeZone, calendar, isSealed }: Pick<SubjectKeys, "timeZone" | "calendar" | "isSealed">,
  at: number,
): string {
  const day = todayIn(timeZone, at);
  if (!isSealed) return day;
  return calendar === "hijri" ? hijriMonthRange(hijriMonthOf(day)).from : `${day.slice(0, 7)}-01`;
}

/** Steps entered and left and clocks started and stopped by an event. */
export function milestonesOf(
  journey: Journey,
  keys: SubjectKeys,
  { before, event, after }: { before: JourneyState; event: JourneyEvent; after: JourneyState },
): Milestone[] {
  const { action, at } = event;
  if (action.type !== "open" && action.type !== "move") return [];
  const outcome = action.type === "move" ? action.outcome : "";
  const milestones: Milestone[] = [];
  if (before.step !== null) {
    const duration = Math.max(0, Math.floor((at - before.since) / DAY));
    const step = `${journey.id}/${before.step}`;
    milestones.push(toMilestone(keys, { measure: "step-left", countedAt: at, step, outcome, duration }));
  }
  if (after.step !== null) {
    milestones.push(toMilestone(keys, { measure: "step-entered", countedAt: at, step: `${journey.id}/${after.step}` }));
  }
  const taken = `${before.step ?? ""}.${outcome}`;
  for (const rule of journey.clocks) {
    milestones.push(...ofClock(journey, keys, rule, { was: before.clocks[rule.id], is: after.clocks[rule.id], taken }));
  }
  return milestones;
}

/**
 * A clock counts while it runs, on its effective start: the start moved on by its pauses. Pausing takes it out, going on
 * puts it back, an end without a decision stops it as `ended`, which is no decision; so at every moment the counts say who is waiting, since when.
 */
function ofClock(
  journey: Journey,
  keys: SubjectKeys,
  rule: ClockRule,
  { was, is, taken }: { was: ClockState | undefined; is: ClockState | undefined; taken: string },
): Milestone[] {
  if (is === undefined || was === is) return [];
  const step = `${journey.id}/${rule.id}`;
  const started = (clock: ClockState, n: number) =>
    toMilestone(keys, { measure: "clock-started", countedAt: clock.startedAt + clock.pausedMs, step, n });
  const ran = was !== undefined && was.stoppedAt === null && was.pausedAt === null;
  if (is.stoppedAt === null) {
    const runs = is.pausedAt === null;
    if (ran && was.startedAt === is.startedAt) return runs ? [] : [started(was, -1)];
    return runs ? [started(is, 1)] : [];
  }
  if (was === undefined || was.stoppedAt !== null) return [];
  const isAnswer = rule.until.includes(taken);
  const stopped = toMilestone(keys, {
    measure: "clock-stopped",
    countedAt: is.startedAt + is.pausedMs,
    step,
    outcome: isAnswer ? taken.slice(taken.indexOf(".") + 1) : "ended",
    duration: daysBetween(keys, is.startedAt + is.pausedMs, is.stoppedAt),
  });
  return ran ? [stopped] : [started(is, 1), stopped];
}

/** Calendar days from one instant's day to another's, as those who wait count them; never negative. */
function daysBetween({ timeZone }: SubjectKeys, from: number, to: number): number {
  const day = (at: number) => Date.parse(todayIn(timeZone, at));
  return Math.max(0, Math.round((day(to) - day(from)) / DAY));
}

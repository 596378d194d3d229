import type { Random } from "#server/demo/random.ts";
import { DAY, HOUR } from "#server/demo/timeline.ts";

/** Riyadh keeps UTC+3 all year. */
const RIYADH = 3 * HOUR;
const [OPENS, CLOSES] = [8, 15];
const WORKING_DAYS: readonly number[] = [0, 1, 2, 3, 4];
/** Sunday and Wednesday. */
const MEETING_DAYS: readonly number[] = [0, 3];

/** The instant itself where people are at work then, else one of the next working day's morning. */
export function toOfficeTime(random: Random, at: number): number {
  const hour = ((at + RIYADH) % DAY) / HOUR;
  const isOpen = hour >= OPENS && hour < CLOSES && WORKING_DAYS.includes(weekdayOf(at));
  return isOpen ? Math.floor(at) : nextMorning(random, hour < OPENS ? at : at + DAY, WORKING_DAYS);
}

/** An instant in the morning on which the committee meets next. */
export function toMeetingTime(random: Random, at: number): number {
  const hour = ((at + RIYADH) % DAY) / HOUR;
  return nextMorning(random, hour < OPENS ? at : at + DAY, MEETING_DAYS);
}

function nextMorning(random: Random, at: number, days: readonly number[]): number {
  let day = at;
  while (!days.includes(weekdayOf(day))) day += DAY;
  const midnight = Math.floor((day + RIYADH) / DAY) * DAY - RIYADH;
  return Math.floor(midnight + random.between(OPENS + 0.2, OPENS + 4) * HOUR);
}

function weekdayOf(at: number): number {
  return new Date(at + RIYADH).getUTCDay();
}

import { parseDate } from "@internationalized/date";

/** The date so many days after another, both `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return parseDate(date).add({ days }).toString();
}

/** Whole days between two instants, never below zero. */
export function wholeDays(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 86_400_000));
}

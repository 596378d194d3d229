import { todayIn } from "#policies/calendar.ts";

/** The date of an instant where the associations work. */
export function dayOf(at: number): string {
  return todayIn("Asia/Riyadh", at);
}

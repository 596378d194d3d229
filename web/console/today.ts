import { todayIn } from "#policies/calendar.ts";

/** Today's date where the associations work, whatever the reader's own clock zone. */
export function today(): string {
  return todayIn("Asia/Riyadh", Date.now());
}

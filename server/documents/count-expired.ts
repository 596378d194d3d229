import type { OpenJourney } from "#server/journeys/in-journey.ts";

/** What is remembered of earlier ones: requests that are in work at the same time, with room. */
const MOST_REMEMBERED = 50_000;

const counted = new Set<string>();

/**
 * Counts that a void document was brought for a rule of a request: once, however often the same person tries. Nothing of
 * the file is kept to remember it by, so after a restart one more may count.
 */
export function countExpired(
  open: Pick<OpenJourney, "count" | "now">,
  { associationId, requestId, rule }: { associationId: string; requestId: string; rule: string },
): void {
  const key = JSON.stringify([associationId, requestId, rule]);
  if (counted.has(key)) return;
  if (counted.size >= MOST_REMEMBERED) {
    for (const oldest of counted) {
      counted.delete(oldest);
      break;
    }
  }
  counted.add(key);
  open.count({ measure: "document-expired", outcome: rule, countedAt: open.now });
}

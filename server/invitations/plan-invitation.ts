import { parseDate } from "@internationalized/date";
import type { Service } from "#policies/schema.ts";

/**
 * Why nobody is invited for a delivery: `group`, the service is only rated through open codes; `none`, it is not rated;
 * `kind`, people of this kind are not asked.
 */
export type NotAsked = "group" | "none" | "kind";

/**
 * The reason why a delivery gets no invitation by the service's rule; undefined when it gets one (clauses C1 and C6).
 * A delivery whose register does not tell the kind ("") is taken for one of the kinds that are asked.
 */
export function whyNotAsked(service: Service, kind: string): NotAsked | undefined {
  const { ask, except } = service.invitation;
  if (ask === "none") return "none";
  // Whatever its rule says, nobody is invited by name to rate a sealed service.
  if (ask === "group" || service.sensitivity === "sealed") return "group";
  return except.includes(kind) ? "kind" : undefined;
}

const HOUR = 3_600_000;

/**
 * When the person is asked and until when the link works, in milliseconds since 1970. The delay runs from the delivery,
 * or from the end of its day where only the day is known; nobody is asked before the delivery was recorded, and a
 * delivery that is recorded late still gives its full time to answer.
 */
export function toSchedule({
  service,
  deliveredOn,
  recordedAt,
  timeZone,
}: {
  service: Service;
  deliveredOn: string;
  recordedAt: number;
  timeZone: string;
}): { dueAt: number; expiresAt: number } {
  const dayEndsAt = parseDate(deliveredOn).add({ days: 1 }).toDate(timeZone).getTime();
  const deliveredAt = Math.min(dayEndsAt, recordedAt);
  const dueAt = Math.max(recordedAt, deliveredAt + service.invitation.delayHours * HOUR);
  return { dueAt, expiresAt: dueAt + service.invitation.validDays * 24 * HOUR };
}

import type { Policy } from "#policies/schema.ts";
import type { SubjectKeys } from "#server/journeys/to-milestones.ts";

/**
 * What analytics may know of something about a service. Where the service is sealed, or not known in an association that
 * is, only its month counts.
 */
export function keysOf(
  policy: Policy,
  { service, channel, kind }: { service: string; channel: string; kind: string },
): SubjectKeys {
  const sensitivity = policy.services.find(({ id }) => id === service)?.sensitivity ?? policy.sensitivity;
  return {
    service,
    channel,
    kind,
    timeZone: policy.timeZone,
    calendar: policy.calendar,
    isSealed: sensitivity === "sealed",
  };
}

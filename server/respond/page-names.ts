import type { Policy, Sensitivity, Service } from "#policies/schema.ts";
import { textIn } from "#surveys/text.ts";

/** How careful the page must be: the service's own degree, or the association's where the service is not known. */
export function carefulness(policy: Policy, service: Service | undefined): Sensitivity {
  return service?.sensitivity ?? policy.sensitivity;
}

/** The association's name as it may stand on a page: only the short one where the full one would say too much. */
export function shownName(policy: Policy, service: Service | undefined, language: string): string {
  return textIn(associationName(policy, service), language);
}

/** Both languages of `shownName`. */
export function associationName(policy: Policy, service: Service | undefined): Policy["name"] {
  return carefulness(policy, service) === "sealed" ? policy.shortName : policy.name;
}

/** The service, only where naming it cannot harm the person who holds the phone. */
export function namedService(policy: Policy, service: Service | undefined): Service | undefined {
  return carefulness(policy, service) === "general" ? service : undefined;
}

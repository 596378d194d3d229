import type { Count } from "#server/journeys/to-milestones.ts";
import type { Schema } from "#server/store/schema.ts";

/** What a contact is, as far as it is counted. */
export type CountedContact = Pick<
  Schema["contact"],
  "purpose" | "received_at" | "answered_at" | "closed_at" | "outcome"
> & { readonly told: boolean };

const HOUR = 3_600_000;

/**
 * Everything that a contact counts as it stands, each measure at most once, in the cohort of its arrival (clause C4). What a
 * change counts is what it counts afterwards and did not before.
 */
export function contactCounts(contact: CountedContact): Count[] {
  const { purpose, received_at: countedAt, answered_at, closed_at, outcome, told } = contact;
  const counts: Count[] = [{ measure: "contact", countedAt, outcome: purpose }];
  if (answered_at !== null) {
    const first = answered_at === countedAt;
    const duration = Math.floor((answered_at - countedAt) / HOUR);
    counts.push({ measure: "contact-answered", countedAt, outcome: first ? "first" : "later", duration });
  }
  if (closed_at !== null) counts.push({ measure: "contact-closed", countedAt, outcome });
  if (outcome === "referred") {
    counts.push({ measure: "out-of-field", countedAt }, { measure: "referral", countedAt, outcome: "out-of-field" });
    if (told) counts.push({ measure: "referral-notified", countedAt, outcome: "out-of-field" });
  }
  return counts;
}

/** What counts now and did not before. */
export function addedCounts(before: CountedContact, after: CountedContact): Count[] {
  const known = new Set(contactCounts(before).map(({ measure }) => measure));
  return contactCounts(after).filter(({ measure }) => !known.has(measure));
}

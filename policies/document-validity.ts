import { parseDate } from "@internationalized/date";
import type { DocumentRule } from "#policies/request-schema.ts";

/** The dates that stand on a document, `YYYY-MM-DD`; undefined where it bears none or nobody read it. */
export type DocumentDates = { readonly issuedOn?: string | undefined; readonly expiresOn?: string | undefined };

/**
 * What a document is worth on a day (clause C12). `noExpiry`, `noIssue`: the rule needs a date that was not given.
 * `notYetIssued`: it bears a later day than today.
 */
export type DocumentValidity = "valid" | "expired" | "tooOld" | "noExpiry" | "noIssue" | "notYetIssued";

/** Judges a document by its rule on `today`; the day on which it expires is the last on which it is valid. Throws for no dates. */
export function documentValidity(
  rule: Pick<DocumentRule, "expires" | "notOlderThanMonths">,
  { issuedOn, expiresOn }: DocumentDates,
  today: string,
): DocumentValidity {
  const day = parseDate(today);
  if (issuedOn !== undefined && parseDate(issuedOn).compare(day) > 0) return "notYetIssued";
  if (expiresOn !== undefined && parseDate(expiresOn).compare(day) < 0) return "expired";
  if (rule.expires && expiresOn === undefined) return "noExpiry";
  if (rule.notOlderThanMonths === undefined) return "valid";
  if (issuedOn === undefined) return "noIssue";
  return parseDate(issuedOn).compare(day.subtract({ months: rule.notOlderThanMonths })) < 0 ? "tooOld" : "valid";
}

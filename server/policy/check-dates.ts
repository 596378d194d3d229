import { addMonths } from "#server/policy/add-months.ts";
import { fromHijri, toHijri } from "#policies/calendar.ts";
import type { Policy } from "#policies/schema.ts";
import type { BilingualText } from "#policies/text.ts";
import type { EvidenceState } from "#server/policy/judge-evidence.ts";

/** A version of the policy as the checks need it. */
export type VersionDay = { readonly version: number; readonly on: string };

/** Both dates of adoption as printed, and what Umm al-Qura says of each; nothing is corrected (clause C19). */
export type ApprovalCheck = {
  readonly check: "approval-dates";
  readonly state: EvidenceState;
  readonly meeting: BilingualText | null;
  readonly hijriOn: string | null;
  readonly gregorianOn: string | null;
  /** The Gregorian date of the printed Hijri one, and the other way round. */
  readonly hijriFallsOn: string | null;
  readonly gregorianFallsOn: string | null;
  /** Null where only one date, or none, is printed. */
  readonly agree: boolean | null;
};

export function checkApproval({ approval }: Pick<Policy, "approval">): ApprovalCheck {
  const hijriOn = approval?.hijriOn ?? null;
  const gregorianOn = approval?.gregorianOn ?? null;
  const hijriFallsOn = hijriOn === null ? null : gregorianOf(hijriOn);
  const gregorianFallsOn = gregorianOn === null ? null : hijriOf(gregorianOn);
  const agree = hijriOn === null || gregorianOn === null ? null : hijriFallsOn === gregorianOn;
  const state = agree === null ? "noData" : agree ? "met" : "risk";
  return {
    ...{ check: "approval-dates", state, agree, hijriOn, gregorianOn, hijriFallsOn, gregorianFallsOn },
    meeting: approval?.meeting ?? null,
  };
}

/** When the policy was adopted or last amended, and when it is to be looked at again (clauses C19, T11). */
export type ReviewCheck = {
  readonly check: "next-review";
  readonly state: EvidenceState;
  readonly lastOn: string | null;
  readonly dueOn: string | null;
  readonly everyMonths: number;
  /** Whole days past the due date; 0 while it is not due. */
  readonly daysOverdue: number;
};

/**
 * Counts from the later of adoption and last amendment. Where the printed dates of adoption disagree, from the earlier of
 * the two days, so that the review is never late by a misprint. The first version seen here is no amendment.
 */
export function checkReview(
  policy: Pick<Policy, "approval" | "policyReviewMonths">,
  versions: readonly VersionDay[],
  today: string,
): ReviewCheck {
  const { gregorianOn, hijriFallsOn } = checkApproval(policy);
  const adopted = [gregorianOn, hijriFallsOn].filter((day) => day !== null).sort()[0];
  const amended = versions.filter(({ version }) => version > 1).map(({ on }) => on);
  const lastOn = [...(adopted === undefined ? [] : [adopted]), ...amended].sort().at(-1) ?? null;
  const everyMonths = policy.policyReviewMonths;
  if (lastOn === null)
    return { check: "next-review", state: "noData", lastOn, dueOn: null, everyMonths, daysOverdue: 0 };
  const dueOn = addMonths(lastOn, everyMonths);
  const daysOverdue = Math.max(0, Math.round((Date.parse(today) - Date.parse(dueOn)) / 86_400_000));
  return { check: "next-review", state: daysOverdue > 0 ? "unmet" : "met", lastOn, dueOn, everyMonths, daysOverdue };
}

function gregorianOf(hijri: string): string | null {
  const [year = 0, month = 0, day = 0] = hijri.split("-").map(Number);
  try {
    return fromHijri({ year, month, day });
  } catch {
    return null;
  }
}

function hijriOf(gregorian: string): string | null {
  try {
    const { year, month, day } = toHijri(gregorian);
    return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  } catch {
    return null;
  }
}

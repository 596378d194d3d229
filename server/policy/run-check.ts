import { describeCatalogue } from "#analytics/metrics/catalogue.ts";
import type { Check } from "#policies/evidence-schema.ts";
import { findFindings, type PolicyFinding } from "#policies/findings.ts";
import type { Policy } from "#policies/schema.ts";
import type { BilingualText } from "#policies/text.ts";
import {
  checkApproval,
  checkReview,
  type ApprovalCheck,
  type ReviewCheck,
  type VersionDay,
} from "#server/policy/check-dates.ts";
import type { EvidenceState } from "#server/policy/judge-evidence.ts";
import type { ShelfTool } from "#server/shelf/list-shelf.ts";

/** What the page says of itself without counting people. */
export type CheckResult =
  | ApprovalCheck
  | ReviewCheck
  | {
      readonly check: "versions";
      readonly state: EvidenceState;
      readonly versions: readonly VersionDay[];
      /** Whole days since the current version was first kept. */
      readonly ageDays: number;
    }
  | {
      readonly check: "shelf";
      readonly state: EvidenceState;
      readonly tools: readonly ShelfTool[];
      readonly missing: number;
    }
  | {
      readonly check: "no-staff-dimension";
      readonly state: EvidenceState;
      readonly metrics: number;
      readonly dimensions: readonly BilingualText[];
      /** Metrics that could be asked for by a member of staff; there must be none. */
      readonly staff: readonly string[];
    }
  | {
      readonly check: "contradictions";
      readonly state: EvidenceState;
      readonly findings: readonly PolicyFinding[];
    };

export type CheckMaterial = {
  readonly policy: Policy;
  readonly versions: readonly VersionDay[];
  readonly shelf: readonly ShelfTool[];
  readonly today: string;
};

export function runCheck(check: Check, { policy, versions, shelf, today }: CheckMaterial): CheckResult {
  switch (check) {
    case "approval-dates":
      return checkApproval(policy);
    case "next-review":
      return checkReview(policy, versions, today);
    case "versions":
      return checkVersions(versions, today);
    case "shelf":
      return checkShelf(shelf);
    case "no-staff-dimension":
      return checkStaffDimension();
    case "contradictions":
      return checkContradictions(policy);
    default:
      throw new RangeError(`unknown check ${String(check satisfies never)}`);
  }
}

function checkVersions(versions: readonly VersionDay[], today: string): CheckResult {
  const last = versions
    .map(({ on }) => on)
    .sort()
    .at(-1);
  if (last === undefined) return { check: "versions", state: "noData", versions, ageDays: 0 };
  const ageDays = Math.max(0, Math.round((Date.parse(today) - Date.parse(last)) / 86_400_000));
  return { check: "versions", state: "measured", versions, ageDays };
}

/** Every tool that the policy names has a document: met; some have: at risk; none has: nothing can be said yet. */
function checkShelf(tools: readonly ShelfTool[]): CheckResult {
  const missing = tools.filter(({ current }) => current === null).length;
  const state = missing === tools.length ? "noData" : missing > 0 ? "risk" : "met";
  return { check: "shelf", state, tools, missing };
}

/** Proof of clause C7b from the catalogue itself: nothing can be asked of analytics by a member of staff. */
function checkStaffDimension(): CheckResult {
  const { metrics, dimensions, byStaff } = describeCatalogue();
  const state = byStaff.length === 0 ? "met" : "unmet";
  return {
    check: "no-staff-dimension",
    state,
    metrics: metrics.length,
    dimensions: dimensions.map(({ label }) => label),
    staff: byStaff,
  };
}

function checkContradictions(policy: Policy): CheckResult {
  const findings = findFindings(policy);
  return { check: "contradictions", state: findings.length === 0 ? "met" : "risk", findings };
}

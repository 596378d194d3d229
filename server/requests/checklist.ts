import { documentValidity } from "#policies/document-validity.ts";
import { documentsNeeded, type Evaluate, type Unreadable } from "#policies/eligibility.ts";
import type { DocumentRule } from "#policies/request-schema.ts";
import type { DocumentLine } from "#server/requests/request-view.ts";
import type { Schema } from "#server/store/schema.ts";

export type DocumentRow = Schema["document"];

/** One document that the service names, what was handed in for it last, and what that is worth today. */
export type ChecklistLine = {
  readonly rule: DocumentRule;
  readonly isNeeded: boolean;
  readonly row: DocumentRow | undefined;
  readonly state: DocumentLine["state"];
};

export type Checklist = {
  readonly lines: readonly ChecklistLine[];
  /** True when every needed document was verified and is valid on the day asked for. */
  readonly isComplete: boolean;
  /** Rules whose `when` says nothing over these answers. */
  readonly unreadable: readonly Unreadable[];
};

/** Holds what was handed in against what the answers call for (clauses C12, T7), on `today`. */
export function toChecklist({
  rules,
  evaluate,
  rows,
  today,
}: {
  rules: readonly DocumentRule[];
  evaluate: Evaluate;
  rows: readonly DocumentRow[];
  today: string;
}): Checklist {
  const { needed, unreadable } = documentsNeeded(rules, evaluate);
  const ids = new Set(needed.map(({ id }) => id));
  const lines = rules.map((rule): ChecklistLine => {
    const row = rows
      .filter((one) => one.rule === rule.id && one.state !== "replaced")
      .toSorted((a, b) => b.uploaded_at - a.uploaded_at)[0];
    return { rule, isNeeded: ids.has(rule.id), row, state: row ? stateOf(rule, row, today) : "missing" };
  });
  return {
    lines,
    isComplete: lines.every(({ isNeeded, state }) => !isNeeded || state === "verified"),
    unreadable,
  };
}

function stateOf(rule: DocumentRule, row: DocumentRow, today: string): ChecklistLine["state"] {
  if (row.state === "rejected") return "rejected";
  const validity = documentValidity(
    rule,
    { issuedOn: row.issued_on ?? undefined, expiresOn: row.expires_on ?? undefined },
    today,
  );
  if (row.state === "verified") return validity === "valid" ? "verified" : "expired";
  return validity === "expired" || validity === "tooOld" ? "expired" : "waiting";
}

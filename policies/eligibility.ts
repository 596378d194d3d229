import type { Condition, DocumentRule } from "#policies/request-schema.ts";

/** What an expression says of the answers, or why it says nothing: the field that it cannot do without, where it is one. */
export type ExpressionReading =
  | { readonly ok: true; readonly holds: boolean }
  | { readonly ok: false; readonly problem: ExpressionProblem; readonly field: string | null };

/**
 * `unparsable`: no expression. `unknownFunction`: it calls what there is not. `unknownField`: the form does not ask it.
 * `unanswered`: the form asks it, nobody answered, and the result hangs on it.
 */
export type ExpressionProblem = "unparsable" | "unknownFunction" | "unknownField" | "unanswered";

/** Reads one expression over the answers of one application. */
export type Evaluate = (expression: string) => ExpressionReading;

/** An expression of the policy that says nothing, by the id of its condition or document. */
export type Unreadable = {
  readonly id: string;
  readonly expression: string;
  readonly problem: ExpressionProblem;
  readonly field: string | null;
};

export type Eligibility = {
  /** True only when every condition was read and holds. */
  readonly eligible: boolean;
  readonly unmet: readonly Pick<Condition, "id" | "reason" | "passage" | "refersTo">[];
  readonly unreadable: readonly Unreadable[];
};

/**
 * Compares the answers with every condition of a service (clause T9). A condition that could not be read is neither met
 * nor unmet: it is named, with the field that is missing.
 */
export function judgeEligibility(conditions: readonly Condition[], evaluate: Evaluate): Eligibility {
  const unmet: Eligibility["unmet"][number][] = [];
  const unreadable: Unreadable[] = [];
  for (const { id, expression, reason, passage, refersTo } of conditions) {
    const read = evaluate(expression);
    if (!read.ok) unreadable.push({ id, expression, problem: read.problem, field: read.field });
    else if (!read.holds) unmet.push({ id, reason, passage, ...(refersTo === undefined ? {} : { refersTo }) });
  }
  return { eligible: unmet.length === 0 && unreadable.length === 0, unmet, unreadable };
}

/**
 * The documents that these answers call for (clauses C12, T7). A document whose `when` could not be read is not asked
 * for and named, with the field that is missing.
 */
export function documentsNeeded(
  documents: readonly DocumentRule[],
  evaluate: Evaluate,
): { readonly needed: readonly DocumentRule[]; readonly unreadable: readonly Unreadable[] } {
  const needed: DocumentRule[] = [];
  const unreadable: Unreadable[] = [];
  for (const rule of documents) {
    const read: ExpressionReading = rule.when === undefined ? { ok: true, holds: true } : evaluate(rule.when);
    if (!read.ok) {
      unreadable.push({ id: rule.id, expression: rule.when ?? "", problem: read.problem, field: read.field });
    } else if (read.holds) needed.push(rule);
  }
  return { needed, unreadable };
}

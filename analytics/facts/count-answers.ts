import type { ResponseRecord } from "#analytics/records.ts";
import type { AnswerFact } from "#surveys/form.ts";

/** An answer with what counting needs to know of it. */
export type CountedAnswer = {
  readonly fact: AnswerFact;
  /** The item across forms: the bank item's id, else form and item. */
  readonly item: string;
  /** In whole steps; null when missing, without a scale, or outside its scale. */
  readonly score: number | null;
  /** True for the person's first scored answer on its construct, of scales as wide as this. */
  readonly leadsConstruct: boolean;
  /** True for the person's first scored answer on a scale as wide as this. */
  readonly leadsScale: boolean;
};

/**
 * Marks the answers of one response that stand for the person. An item of the bank that a form asks twice counts as an
 * item of its own the second time, so that one person never counts twice in an item.
 */
export function countAnswers(record: Pick<ResponseRecord, "answers" | "form">): CountedAnswer[] {
  const seen = new Set<string>();
  const isFirst = (key: string): boolean => !seen.has(key) && seen.add(key).has(key);
  return record.answers.map((fact) => {
    const item =
      fact.bankId !== undefined && isFirst(`item ${fact.bankId}`) ? fact.bankId : `${record.form}/${fact.item}`;
    const score = validScore(fact);
    if (score === null || fact.scale === undefined) {
      return { fact, item, score, leadsConstruct: false, leadsScale: false };
    }
    const width = fact.scale.max - fact.scale.min;
    const leadsConstruct = isFirst(`construct ${width} ${fact.construct ?? ""}`);
    return { fact, item, score, leadsConstruct, leadsScale: isFirst(`scale ${width}`) };
  });
}

function validScore({ score, scale }: AnswerFact): number | null {
  if (score === undefined || scale === undefined) return null;
  const step = Math.round(score);
  return step >= scale.min && step <= scale.max ? step : null;
}

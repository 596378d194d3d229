import type { Policy } from "#policies/schema.ts";
import type { BilingualText } from "#policies/text.ts";
import { diffWords, type WordRun } from "#server/policy/diff-words.ts";

/** What a version changed. `words` where a text was changed; `fields` names what else of the entry was. */
export type PolicyChange = {
  readonly part: "clause" | "service" | "channel" | "journey" | "tool" | "reading" | "unit" | "goal" | "text" | "rule";
  readonly how: "added" | "removed" | "changed";
  readonly id: string;
  readonly name: BilingualText | null;
  readonly words: readonly WordRun[];
  readonly fields: readonly string[];
};

type Entry = { readonly id: string };
type Part = PolicyChange["part"];

/** The differences between two versions, in the order of the policy: clauses first, by word; then goals and the rest. */
export function comparePolicies(before: Policy, after: Policy): PolicyChange[] {
  return [
    ...compareClauses(before, after),
    ...compareGoals(before, after),
    ...compareLists("service", before.services, after.services),
    ...compareLists("channel", before.channels, after.channels),
    ...compareLists("journey", before.journeys, after.journeys),
    ...compareLists("tool", before.tools, after.tools),
    ...compareLists("reading", before.readings, after.readings),
    ...compareLists("unit", before.units, after.units),
    ...compareTexts(before, after),
    ...compareRules(before, after),
  ];
}

function compareClauses(before: Policy, after: Policy): PolicyChange[] {
  return pairs(before.clauses, after.clauses).flatMap(({ id, was, is }) => {
    if (was && is && was.text === is.text && was.gloss === is.gloss) return [];
    const how = !was ? "added" : !is ? "removed" : "changed";
    const fields = was && is && was.text === is.text ? ["gloss"] : [];
    const words = fields.length > 0 ? [] : diffWords(was?.text ?? "", is?.text ?? "");
    return [{ part: "clause", how, id, name: null, words, fields } satisfies PolicyChange];
  });
}

/** Evidence and goals of a clause are the association's own measure: a changed goal must be seen as one. */
function compareGoals(before: Policy, after: Policy): PolicyChange[] {
  return pairs(before.clauses, after.clauses).flatMap(({ id, was, is }) => {
    if (!was || !is || same(was.evidence, is.evidence)) return [];
    const metrics = pairs(was.evidence.map(named), is.evidence.map(named));
    const fields = metrics.filter((metric) => !same(metric.was, metric.is)).map((metric) => metric.id);
    return [{ part: "goal", how: "changed", id, name: null, words: [], fields } satisfies PolicyChange];
  });
}

function named(evidence: Policy["clauses"][0]["evidence"][0]) {
  return { id: "metric" in evidence ? evidence.metric : evidence.check, evidence };
}

function compareLists(part: Part, before: readonly NamedEntry[], after: readonly NamedEntry[]): PolicyChange[] {
  return pairs(before, after).flatMap(({ id, was, is }) => {
    if (same(was, is)) return [];
    const how = !was ? "added" : !is ? "removed" : "changed";
    const fields = was && is ? changedFields(was, is) : [];
    return [{ part, how, id, name: (is ?? was)?.name ?? null, words: [], fields } satisfies PolicyChange];
  });
}

type NamedEntry = Entry & { readonly name: BilingualText };

function compareTexts(before: Policy, after: Policy): PolicyChange[] {
  return (["consent", "declaration"] as const).flatMap((id) => {
    const [was, is] = [before[id]?.text.ar ?? "", after[id]?.text.ar ?? ""];
    if (was === is) return [];
    const how = was === "" ? "added" : is === "" ? "removed" : "changed";
    return [{ part: "text", how, id, name: null, words: diffWords(was, is), fields: [] } satisfies PolicyChange];
  });
}

const RULES = [
  ...(["approval", "k", "sensitivity", "quorum", "complaints", "reviewMonths", "policyReviewMonths"] as const),
  ...(["retentionMonths", "partnership", "cases", "beneficiaryKinds", "purposes", "languages"] as const),
] satisfies readonly (keyof Policy)[];

function compareRules(before: Policy, after: Policy): PolicyChange[] {
  return RULES.filter((rule) => !same(before[rule], after[rule])).map((rule) => ({
    part: "rule",
    how: before[rule] === undefined ? "added" : after[rule] === undefined ? "removed" : "changed",
    id: rule,
    name: null,
    words: [],
    fields: [],
  }));
}

/** Entries of both lists by id, in the order of the newer, then what is no longer there. */
function pairs<T extends Entry>(before: readonly T[], after: readonly T[]) {
  const was = new Map(before.map((entry) => [entry.id, entry]));
  const is = new Map(after.map((entry) => [entry.id, entry]));
  return [...new Set([...is.keys(), ...was.keys()])].map((id) => ({ id, was: was.get(id), is: is.get(id) }));
}

function changedFields(was: object, is: object): string[] {
  const [one, other] = [was as Record<string, unknown>, is as Record<string, unknown>];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !same(one[key], other[key]));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

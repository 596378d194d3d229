import type { CommitteeView, Decision } from "#web/api/committee.ts";

/** Somebody at the table. `what` is their interest in the request, where they have one. */
export type Member = {
  readonly key: number;
  readonly name: string;
  readonly hasConflict: boolean;
  readonly what: string;
};

export const emptyMember = (key: number): Member => ({ key, name: "", hasConflict: false, what: "" });

/** Members who count for the quorum: named, each once, and without an interest. */
export function countMembers(members: readonly Member[]): number {
  const names = members.filter(({ hasConflict }) => !hasConflict).map(({ name }) => name.trim());
  return new Set(names.filter((name) => name.length > 1)).size;
}

/** What still keeps the decision from being recorded. */
export function lacks(
  members: readonly Member[],
  { way, reason, quorum }: { way: CommitteeView["journeyView"]["outcomes"][number]; reason: string; quorum: number },
): readonly ("quorum" | "reason" | "interest")[] {
  const asks = (need: string) => way.asks.some((one) => one === need);
  return [
    ...(asks("quorum") && countMembers(members) < quorum ? (["quorum"] as const) : []),
    ...(asks("reason") && reason.trim().length < 3 ? (["reason"] as const) : []),
    ...(members.some(({ hasConflict, what }) => hasConflict && what.trim().length < 2) ? (["interest"] as const) : []),
  ];
}

/** The sitting as it is sent. */
export function toDecision(
  members: readonly Member[],
  { seq, outcome, reason }: { seq: number; outcome: string; reason: string },
): Decision {
  const named = members.filter(({ name }) => name.trim().length > 1);
  return {
    ...{ seq, outcome },
    ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
    present: named.map(({ name }) => name.trim()),
    conflicts: named
      .filter(({ hasConflict }) => hasConflict)
      .map(({ name, what }) => ({ name: name.trim(), what: what.trim() })),
  };
}

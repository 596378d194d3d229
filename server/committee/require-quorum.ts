import type { Outcome } from "#policies/journey-schema.ts";
import { toMatchKey } from "#server/deliveries/plain-text.ts";
import { AppError } from "#server/errors.ts";

/** Who sat in a committee, and who of them has an interest in what it decides. */
export type Sitting = {
  readonly present: readonly string[];
  readonly conflicts: readonly { readonly name: string; readonly what: string }[];
};

/** Throws `unprocessable` to whoever declares a conflict of their own. */
export function requireNoOwnConflict(name: string, { conflicts }: Pick<Sitting, "conflicts">): void {
  if (!conflicts.some((one) => toMatchKey(one.name) === toMatchKey(name))) return;
  throw new AppError("unprocessable", "Whoever has an interest in a request leaves its decision to the others.", {
    reason: "ownConflict",
  });
}

/**
 * Says whether there was a quorum. Throws `unprocessable` without one where the way out needs it; a way out that asks for
 * none is open to fewer.
 */
export function requireQuorum(way: Pick<Outcome, "needs"> | undefined, sitting: Sitting, needed: number): boolean {
  const counted = countPresent(sitting);
  if (way?.needs.includes("quorum") && counted < needed) {
    throw new AppError("unprocessable", "Not enough members without a conflict of interest were present.", {
      reason: "quorum",
      present: sitting.present.length,
      counted,
      needed,
    });
  }
  return counted >= needed;
}

/** Members who were present and have no conflict of interest, each once however the name was written. */
function countPresent({ present, conflicts }: Sitting): number {
  const apart = new Set(conflicts.map((one) => toMatchKey(one.name)));
  return new Set(present.map(toMatchKey).filter((one) => one !== "" && !apart.has(one))).size;
}

import { createNameFinder } from "#server/comments/find-names.ts";
import { staffNames } from "#server/comments/staff-names.ts";
import type { Deps } from "#server/deps.ts";

type HoldDeps = Pick<Deps, "store" | "policies" | "clock">;
type Finder = (text: string) => boolean;

/** How long the names of an association's people are remembered. */
const FRESH_MS = 60_000;
const finders = new WeakMap<object, Map<string, { at: number; finder: Promise<Finder> }>>();

/**
 * Whether open texts have to wait for a person to look at them, because they name somebody (clause C7b). Those of sealed
 * services are shown to nobody and wait for nothing.
 */
export async function mustBeHeld(
  deps: HoldDeps,
  { associationId, service }: { associationId: string; service: string },
  texts: readonly { readonly text: string }[],
): Promise<boolean> {
  if (texts.length === 0) return false;
  const known = deps.policies.get(associationId)?.services.find(({ id }) => id === service);
  if (known === undefined || known.sensitivity === "sealed") return false;
  const finder = await finderOf(deps, associationId);
  return texts.some(({ text }) => finder(text));
}

function finderOf({ store, clock }: HoldDeps, associationId: string): Promise<Finder> {
  const known = finders.get(store) ?? new Map<string, { at: number; finder: Promise<Finder> }>();
  finders.set(store, known);
  const now = clock();
  const kept = known.get(associationId);
  if (kept && Math.abs(now - kept.at) < FRESH_MS) return kept.finder;
  const finder = staffNames(store.read, associationId).then((names) => createNameFinder(names));
  known.set(associationId, { at: now, finder });
  finder.catch(() => known.delete(associationId));
  return finder;
}

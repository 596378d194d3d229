import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import type { Figures } from "#server/policy/ask-evidence.ts";

type Remembered = { readonly watermark: number; readonly figures: readonly (Figures | undefined)[] };

/** Periods of one policy whose figures are kept: those that the page offers, and yesterday's. */
const MOST = 8;
const memory = new WeakMap<object, WeakMap<Policy, Map<string, Remembered>>>();

/**
 * The figures of a policy's page, asked anew only when analytics has moved on: the same watermark and question give the
 * same numbers, and a board opens the page more often than anything happens.
 */
export async function rememberFigures(
  { analytics }: Pick<Deps, "analytics">,
  policy: Policy,
  question: string,
  ask: () => Promise<(Figures | undefined)[]>,
): Promise<readonly (Figures | undefined)[]> {
  const ofPolicies = memory.get(analytics) ?? new WeakMap<Policy, Map<string, Remembered>>();
  memory.set(analytics, ofPolicies);
  const kept = ofPolicies.get(policy) ?? new Map<string, Remembered>();
  ofPolicies.set(policy, kept);
  const watermark = await analytics.watermark();
  const found = kept.get(question);
  if (found?.watermark === watermark) return found.figures;
  const figures = await ask();
  kept.delete(question);
  // What was read while analytics moved on belongs to the earlier watermark or a later one: it is asked again next time.
  kept.set(question, { watermark, figures });
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST))) kept.delete(oldest);
  return figures;
}

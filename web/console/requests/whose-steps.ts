import type { Offers } from "#web/api/requests.ts";

export type NamedStep = Offers["journeys"][number]["steps"][number];

/** The steps of all journeys, each once, in the order in which a request goes through them. */
export function allSteps(offers: Pick<Offers, "journeys">): readonly NamedStep[] {
  const longestFirst = offers.journeys.toSorted((a, b) => b.steps.length - a.steps.length);
  const byId = new Map<string, NamedStep>();
  for (const { steps } of longestFirst) {
    for (const step of steps) {
      const known = byId.get(step.id);
      byId.set(step.id, known ? { ...known, by: [...new Set([...known.by, ...step.by])] } : step);
    }
  }
  return [...byId.values()];
}

/** Ids of the steps at which this role acts, and of those that wait for others. */
export function stepsByTurn(
  steps: readonly NamedStep[],
  role: string,
): { readonly mine: readonly string[]; readonly others: readonly string[] } {
  const isMine = ({ by }: NamedStep) => by.some((actor) => actor === role);
  return {
    mine: steps.filter(isMine).map(({ id }) => id),
    others: steps.filter((step) => !isMine(step)).map(({ id }) => id),
  };
}

import type { Policy } from "#policies/schema.ts";
import type { BilingualText } from "#policies/text.ts";

type Named = { readonly id: string; readonly name: BilingualText };

/** The policy's own word for a key of a dimension; null where it has none, as for branches and languages. */
export function nameKey(policy: Policy, dimension: string, key: string): BilingualText | null {
  return namesOf(policy, dimension).find(({ id }) => id === key)?.name ?? null;
}

function namesOf(policy: Policy, dimension: string): readonly Named[] {
  switch (dimension) {
    case "service":
      return policy.services;
    case "channel":
      return policy.channels;
    case "kind":
      return policy.beneficiaryKinds;
    case "step":
      return policy.journeys.flatMap(({ id, steps, clocks }) =>
        [...steps, ...clocks].map((one) => ({ id: `${id}/${one.id}`, name: one.name })),
      );
    case "outcome":
      return outcomesOf(policy);
    default:
      return [];
  }
}

/** Whatever an outcome can name: each measure says by it something else, and their ids do not meet. */
function outcomesOf(policy: Policy): readonly Named[] {
  return [
    ...policy.purposes,
    ...policy.tools,
    ...policy.units,
    ...policy.readings,
    ...policy.services.flatMap(({ request }) => [
      ...(request?.documents ?? []),
      ...(request?.conditions ?? []).map(({ id, reason }) => ({ id, name: reason })),
    ]),
    ...policy.journeys.flatMap(({ steps, endings }) => [...endings, ...steps.flatMap(({ outcomes }) => outcomes)]),
  ];
}

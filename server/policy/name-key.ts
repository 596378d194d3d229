import type { Policy } from "#policies/schema.ts";
import type { BilingualText } from "#policies/text.ts";

type Named = { readonly id: string; readonly name: BilingualText };

/** The policy's own word for a key of a dimension; null where it has none, as for branches, which bear their names. */
export function nameKey(policy: Policy, dimension: string, key: string): BilingualText | null {
  if (key === "") return null;
  if (dimension === "language") return nameLanguage(key);
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
      return [...policy.journeys.flatMap(stepsOf), ...roundsOf(policy)];
    case "outcome":
      return outcomesOf(policy);
    default:
      return [];
  }
}

function stepsOf({ id, steps, clocks }: Policy["journeys"][0]): Named[] {
  return [...steps, ...clocks].map((one) => ({ id: `${id}/${one.id}`, name: one.name }));
}

/** Rounds of the follow-up of cases. */
function roundsOf({ cases }: Policy): Named[] {
  return (cases?.followUpDays ?? []).flatMap((days) => [
    {
      id: `${days}-inside`,
      name: { ar: `بعد ${days} يومًا، داخل المملكة`, en: `After ${days} days, inside the country` },
    },
    { id: `${days}-abroad`, name: { ar: `بعد ${days} يومًا، خارج المملكة`, en: `After ${days} days, abroad` } },
  ]);
}

/** Undefined codes come back as they are, so a language that nobody knows is shown by its code. */
function nameLanguage(code: string): BilingualText | null {
  try {
    const [ar, en] = ["ar", "en"].map((locale) => new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code);
    return { ar: ar ?? code, en: en ?? code };
  } catch {
    return null;
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

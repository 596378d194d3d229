import type { RequestView } from "#web/api/requests.ts";
import type { Given } from "#web/console/partners/FormFields.tsx";

type Correctable = NonNullable<RequestView["correctable"]>;

/** The questions that plain fields can ask again, with what was answered. */
export function whatCanBeCorrected({ items, answers }: Correctable): { items: Correctable["items"]; given: Given } {
  const asked = items.filter(
    ({ id, many, readOnly, choices }) =>
      many !== true &&
      readOnly !== true &&
      !choices?.some(({ value }) => typeof value === "boolean") &&
      ["string", "number", "undefined"].includes(typeof answers[id]),
  );
  const given = asked.flatMap(({ id }) => {
    const value = answers[id];
    return typeof value === "string" || typeof value === "number" ? [[id, value] as const] : [];
  });
  return { items: asked, given: Object.fromEntries(given) };
}

/** What was changed: new answers, and null where one was taken away. */
export function toCorrection(before: Given, after: Given): Readonly<Record<string, string | number | null>> {
  const changed = Object.entries(after).filter(([id, value]) => value !== (before[id] ?? ""));
  return Object.fromEntries(changed.map(([id, value]) => [id, value === "" ? null : value]));
}

import { builtinForms } from "#surveys/builtin-forms.ts";
import type { Deps } from "#server/deps.ts";
import { insertVersion } from "#server/forms/insert-version.ts";

/**
 * Brings the store up to the policies and the forms that come with Rida: a row for each association, and a new published
 * version of each built-in form whose definition changed. Run at every start; changes nothing when nothing changed.
 */
export function syncPolicies(deps: Pick<Deps, "store" | "policies" | "clock">): Promise<void> {
  const now = deps.clock();
  const forms = builtinForms().map(({ id, title, definition }) => ({
    id,
    title: title["ar"] ?? title["default"] ?? id,
    definition: JSON.stringify(definition),
  }));
  return deps.store.write(async (tx) => {
    for (const associationId of deps.policies.keys()) {
      await tx
        .insertInto("association")
        .values({ id: associationId, created_at: now })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
      for (const form of forms) await insertVersion(tx, { ...form, associationId, now, published: true });
    }
  });
}

import { builtinForms } from "#surveys/builtin-forms.ts";
import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { insertVersion } from "#server/forms/insert-version.ts";

/**
 * Brings the store up to the policies and the forms that come with Rida: a row for each association, and a new published
 * version of each built-in form whose definition changed. Run at every start; changes nothing when nothing changed.
 * Forms other than evaluations are for the associations whose policy names them.
 */
export function syncPolicies(deps: Pick<Deps, "store" | "policies" | "clock">): Promise<void> {
  const now = deps.clock();
  const forms = builtinForms().map(({ id, use, title, definition }) => ({
    id,
    use,
    title: title["ar"] ?? title["default"] ?? id,
    definition: JSON.stringify(definition),
  }));
  return deps.store.write(async (tx) => {
    for (const [associationId, policy] of deps.policies) {
      const named = formsNamedBy(policy);
      await tx
        .insertInto("association")
        .values({ id: associationId, created_at: now })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
      for (const { use, ...form } of forms) {
        if (use !== "evaluation" && !named.has(form.id)) continue;
        await insertVersion(tx, { ...form, associationId, now, published: true });
      }
    }
  });
}

/** The forms that a policy asks for: of its services and of its partnerships. */
function formsNamedBy({ services, partnership }: Policy): ReadonlySet<string> {
  const named = [...services.map(({ request }) => request?.form), partnership?.form, partnership?.ownEvaluation];
  return new Set(named.filter((id) => id !== undefined));
}

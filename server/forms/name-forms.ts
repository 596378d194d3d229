import type { BilingualText } from "#policies/text.ts";
import type { Deps } from "#server/deps.ts";
import { textIn } from "#surveys/text.ts";

/** The published forms of an association by the names that people know them by. */
export async function nameForms(
  deps: Pick<Deps, "store" | "forms">,
  associationId: string,
): Promise<{ id: string; name: BilingualText }[]> {
  const rows = await deps.store.read
    .selectFrom("form_version")
    .select("form_id")
    .distinct()
    .where("association_id", "=", associationId)
    .where("published_at", "is not", null)
    .orderBy("form_id")
    .execute();
  return Promise.all(
    rows.map(async ({ form_id: id }) => {
      const { title } = (await deps.forms.latest(associationId, id)).compiled;
      return { id, name: { ar: textIn(title, "ar") || id, en: textIn(title, "en") || id } };
    }),
  );
}

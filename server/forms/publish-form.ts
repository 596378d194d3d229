import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";

/** Publishes the newest version of a form; a published version never changes. Throws `notFound` when there is no form. */
export async function publishForm(
  deps: Pick<Deps, "store" | "clock" | "forms">,
  given: { associationId: string; id: string },
): Promise<{ id: string; version: number; publishedAt: number }> {
  const published = await deps.store.write(async (tx) => {
    const newest = await tx
      .selectFrom("form_version")
      .select(["version", "published_at"])
      .where("association_id", "=", given.associationId)
      .where("form_id", "=", given.id)
      .orderBy("version", "desc")
      .limit(1)
      .executeTakeFirst();
    if (!newest) throw new AppError("notFound", `There is no form "${given.id}".`, { form: given.id });
    if (newest.published_at !== null)
      return { id: given.id, version: newest.version, publishedAt: newest.published_at };
    const publishedAt = deps.clock();
    await tx
      .updateTable("form_version")
      .set({ published_at: publishedAt })
      .where("association_id", "=", given.associationId)
      .where("form_id", "=", given.id)
      .where("version", "=", newest.version)
      .execute();
    return { id: given.id, version: newest.version, publishedAt };
  });
  deps.forms.forget(given.associationId, given.id);
  return published;
}

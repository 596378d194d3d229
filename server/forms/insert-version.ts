import type { WriteTransaction } from "#server/store/store.ts";

/** Adds a version unless the newest one has the same definition; returns its number. */
export async function insertVersion(
  tx: WriteTransaction,
  form: { associationId: string; id: string; title: string; definition: string; now: number; published?: boolean },
): Promise<number> {
  const newest = await tx
    .selectFrom("form_version")
    .select(["version", "definition"])
    .where("association_id", "=", form.associationId)
    .where("form_id", "=", form.id)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (newest?.definition === form.definition) return newest.version;
  if (!newest) {
    await tx
      .insertInto("form")
      .values({ association_id: form.associationId, id: form.id, title: form.title, created_at: form.now })
      .execute();
  }
  const version = (newest?.version ?? 0) + 1;
  await tx
    .insertInto("form_version")
    .values({
      association_id: form.associationId,
      form_id: form.id,
      version,
      definition: form.definition,
      created_at: form.now,
      published_at: form.published === true ? form.now : null,
    })
    .execute();
  return version;
}

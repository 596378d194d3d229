import type { Json } from "#surveys/form.ts";
import { groupBy } from "#server/store/group-by.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";

export type FormEntry = {
  readonly id: string;
  readonly title: string;
  readonly versions: readonly { readonly version: number; readonly publishedAt: number | null }[];
};

/** The forms of an association with their versions, newest version first. */
export async function listForms(deps: Pick<Deps, "store">, associationId: string): Promise<FormEntry[]> {
  const rows = await deps.store.read
    .selectFrom("form as f")
    .innerJoin("form_version as v", (join) =>
      join.onRef("v.association_id", "=", "f.association_id").onRef("v.form_id", "=", "f.id"),
    )
    .select(["f.id", "f.title", "v.version", "v.published_at"])
    .where("f.association_id", "=", associationId)
    .orderBy("f.title")
    .orderBy("v.version", "desc")
    .execute();
  return [...groupBy(rows, (row) => row.id)].map(([id, versions]) => ({
    id,
    title: versions[0]?.title ?? id,
    versions: versions.map((row) => ({ version: row.version, publishedAt: row.published_at })),
  }));
}

/** One version as it was given, the newest unless named; throws `notFound`. */
export async function getForm(
  deps: Pick<Deps, "store">,
  given: { associationId: string; id: string; version?: number | undefined },
): Promise<{ id: string; version: number; publishedAt: number | null; definition: Json }> {
  let query = deps.store.read
    .selectFrom("form_version")
    .select(["version", "published_at", "definition"])
    .where("association_id", "=", given.associationId)
    .where("form_id", "=", given.id);
  if (given.version !== undefined) query = query.where("version", "=", given.version);
  const row = await query.orderBy("version", "desc").limit(1).executeTakeFirst();
  if (!row) throw new AppError("notFound", `There is no form "${given.id}".`, { form: given.id });
  return {
    id: given.id,
    version: row.version,
    publishedAt: row.published_at,
    definition: JSON.parse(row.definition) as Json,
  };
}

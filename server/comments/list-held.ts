import type { Deps } from "#server/deps.ts";
import type { Json } from "#surveys/form.ts";

/** Open texts of one response that name somebody and wait; no more of who wrote them than stands beside a shown comment. */
export type HeldComment = {
  readonly id: string;
  readonly service: string;
  readonly language: string;
  readonly texts: readonly { readonly item: string; readonly text: string }[];
};

/** Held comments of services of an association, the longest waiting first. */
export async function listHeldComments(
  deps: Pick<Deps, "store" | "forms">,
  associationId: string,
  { limit, services }: { limit: number; services: readonly string[] },
): Promise<HeldComment[]> {
  if (services.length === 0) return [];
  const rows = await deps.store.read
    .selectFrom("held_comment as h")
    .innerJoin("response as r", (join) =>
      join.onRef("r.association_id", "=", "h.association_id").onRef("r.id", "=", "h.response_id"),
    )
    .select(["r.id", "r.service", "r.language", "r.form_id", "r.form_version", "r.answers"])
    .where("h.association_id", "=", associationId)
    .where("h.state", "=", "held")
    .where("r.service", "in", services)
    .orderBy("h.held_on")
    .orderBy("r.id")
    .limit(limit)
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const form = await deps.forms.get(associationId, row.form_id, row.form_version);
      const texts = form.compiled.toComments(JSON.parse(row.answers) as Record<string, Json>);
      return { id: row.id, service: row.service, language: row.language, texts };
    }),
  );
}

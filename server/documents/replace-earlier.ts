import type { WriteTransaction } from "#server/store/store.ts";

/** Makes room for a newer document of the same rule: of the earlier one stays that it was there, not what it held. */
export async function replaceEarlier(
  tx: WriteTransaction,
  { associationId, subjectId, rule }: { associationId: string; subjectId: string; rule: string },
): Promise<void> {
  const replaced = await tx
    .updateTable("document")
    .set({ state: "replaced" })
    .where("association_id", "=", associationId)
    .where("subject", "=", "request")
    .where("subject_id", "=", subjectId)
    .where("rule", "=", rule)
    .where("restricted_to", "=", "")
    .where("state", "!=", "replaced")
    .returning("id")
    .execute();
  if (replaced.length === 0) return;
  await tx
    .deleteFrom("document_content")
    .where("association_id", "=", associationId)
    .where(
      "document_id",
      "in",
      replaced.map(({ id }) => id),
    )
    .execute();
}

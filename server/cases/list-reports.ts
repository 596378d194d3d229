import type { Kysely } from "kysely";
import type { Journey } from "#policies/journey-schema.ts";
import type { Role } from "#server/accounts/roles.ts";
import type { ReportLine } from "#server/cases/case-view.ts";
import { isOpenTo } from "#server/documents/is-open-to.ts";
import type { Schema } from "#server/store/schema.ts";

/** The restricted reports of a case, oldest first: that they are there, and their ids for those who may open them. */
export async function listReports(
  db: Kysely<Schema>,
  { associationId, id, role, journey }: { associationId: string; id: string; role: Role; journey: Journey },
): Promise<ReportLine[]> {
  const rows = await db
    .selectFrom("document")
    .select(["id", "rule", "uploaded_at", "restricted_to", "media_type"])
    .where("association_id", "=", associationId)
    .where("subject", "=", "case")
    .where("subject_id", "=", id)
    .where("restricted_to", "!=", "")
    .orderBy("uploaded_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: isOpenTo(row, role) ? row.id : null,
    rule: row.rule,
    name: journey.steps.find(({ restricted }) => restricted?.report === row.rule)?.restricted?.name ?? {
      ar: row.rule,
      en: row.rule,
    },
    writtenAt: row.uploaded_at,
    type: row.media_type.startsWith("text/") ? "text" : "file",
  }));
}

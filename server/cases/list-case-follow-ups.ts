import type { Kysely } from "kysely";
import type { FollowUpRow } from "#server/cases/follow-up-state.ts";
import type { Schema } from "#server/store/schema.ts";

/** The follow-ups of one case, the first one first. */
export function listCaseFollowUps(db: Kysely<Schema>, associationId: string, caseId: string): Promise<FollowUpRow[]> {
  return db
    .selectFrom("follow_up")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("case_id", "=", caseId)
    .orderBy("day")
    .execute();
}

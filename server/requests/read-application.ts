import type { Kysely } from "kysely";
import { todayIn } from "#policies/calendar.ts";
import type { Evaluate } from "#policies/eligibility.ts";
import type { Policy } from "#policies/schema.ts";
import type { Deps } from "#server/deps.ts";
import { toChecklist, type Checklist, type DocumentRow } from "#server/requests/checklist.ts";
import { requestedService, type RequestRow } from "#server/requests/request-subject.ts";
import { placeOf } from "#server/store/seal.ts";
import type { Schema } from "#server/store/schema.ts";
import { createEvaluator } from "#surveys/answers/condition.ts";
import type { CompiledForm, Json } from "#surveys/form.ts";

/** What somebody applied with, opened: their answers, the form that they answered, and its reader of conditions. */
export type Application = {
  readonly form: CompiledForm;
  readonly answers: Readonly<Record<string, Json>>;
  readonly evaluate: Evaluate;
};

export async function readApplication(deps: Pick<Deps, "forms" | "seal">, row: RequestRow): Promise<Application> {
  const { compiled } = await deps.forms.get(row.association_id, row.form_id, row.form_version);
  const place = placeOf("request", "answers", row.association_id, row.id);
  const answers = (deps.seal.open(row.answers_sealed, place) ?? {}) as Application["answers"];
  return { form: compiled, answers, evaluate: createEvaluator(compiled, answers) };
}

/** Documents handed in for a request, the replaced ones included. */
export function listDocumentRows(db: Kysely<Schema>, { association_id, id }: RequestRow): Promise<DocumentRow[]> {
  return db
    .selectFrom("document")
    .selectAll()
    .where("association_id", "=", association_id)
    .where("subject", "=", "request")
    .where("subject_id", "=", id)
    .orderBy("uploaded_at")
    .execute();
}

/** The checklist of a request as it stands now. */
export async function readChecklist(
  deps: Pick<Deps, "forms" | "seal">,
  { db, policy, row, now }: { db: Kysely<Schema>; policy: Policy; row: RequestRow; now: number },
): Promise<Checklist> {
  const { evaluate } = await readApplication(deps, row);
  const rules = requestedService(policy, row.service).request.documents;
  const rows = await listDocumentRows(db, row);
  return toChecklist({ rules, evaluate, rows, today: todayIn(policy.timeZone, now) });
}

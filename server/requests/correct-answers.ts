import { z } from "zod";
import type { Actor } from "#policies/journey-schema.ts";
import { NAME_ITEM, PHONE_ITEM } from "#server/apply/read-application.ts";
import { recordAudit } from "#server/audit/record-audit.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { words } from "#server/http/words.ts";
import { inJourney, type OpenJourney } from "#server/journeys/in-journey.ts";
import { addNotice } from "#server/notices/add-notice.ts";
import { compareAnswers, type CorrectedItem } from "#server/requests/compare-answers.ts";
import { mayCorrect } from "#server/requests/may-correct.ts";
import { PersonInput } from "#server/requests/new-request.ts";
import type { RequestDeps } from "#server/requests/open-request.ts";
import { missingDocuments, proveDocuments } from "#server/requests/prove-documents.ts";
import { readApplication } from "#server/requests/read-application.ts";
import { openPerson } from "#server/requests/read-request-view.ts";
import { getRequest, rereadRequest, type RequestRow } from "#server/requests/request-subject.ts";
import { takeBackDeclaration } from "#server/requests/sign-declaration.ts";
import { placeOf } from "#server/store/seal.ts";
import type { Json } from "#surveys/form.ts";

export const CorrectionInput = z.strictObject({
  seq: z.int().min(1),
  /** Answers by the names of their questions; null takes one away. The others stay as they are. */
  answers: z.record(z.string().max(200), z.json()),
  /** Why it was corrected; the person reads it. */
  note: words(2_000, 3),
});
export type CorrectionInput = z.infer<typeof CorrectionInput>;

/**
 * Puts answers of an application right after comparing them with what was shown (clause C12), by the form's own rules. What was
 * proven by the answers before is taken back: eligibility, documents that are now needed, and the declaration, which the
 * person is asked for again. Throws `unprocessable` naming the answers that the form does not take.
 */
export async function correctAnswers(
  deps: RequestDeps,
  {
    caller,
    id,
    language,
    correction,
  }: {
    caller: Pick<Caller, "associationId" | "id" | "name" | "role">;
    id: string;
    language: string;
    correction: CorrectionInput;
  },
): Promise<void> {
  const { associationId } = caller;
  const { seq, answers, note } = correction;
  const found = await getRequest(deps, { associationId, id });
  // Fetches the form before the transaction, which must not wait for another connection.
  await readApplication(deps, found.row);
  const doer = { actor: caller.role as Actor, id: caller.id };
  await inJourney(deps, { subject: found.subject, doer, expectedSeq: seq }, async (open) => {
    requireOpen(open);
    const row = await rereadRequest(open.tx, found.row);
    const missing = await missingDocuments(deps, open, row);
    const changes = await write(deps, open, { row, answers, language });
    await recordAudit(open.tx, deps, caller, { act: "change", entity: "request", entityId: id });
    await open.act({ type: "prove", need: "answers" }, { reason: note, changes });
    for (const need of ["eligible", "ineligible"] as const) {
      if (open.state().proven.includes(need)) await open.act({ type: "disprove", need });
    }
    await takeBackDeclaration(open, row);
    await addNotice(open.tx, deps, { associationId, id, topic: "corrected", detail: { reason: note } });
    await proveDocuments(deps, open, row);
    const documents = (await missingDocuments(deps, open, row)).filter((rule) => !missing.includes(rule));
    if (documents.length > 0) {
      await addNotice(open.tx, deps, { associationId, id, topic: "missing", detail: { documents } });
    }
  });
}

function requireOpen({ journey, state, events }: OpenJourney): void {
  if (state().step === null) throw new AppError("unprocessable", "The request has ended.", { reason: "ended" });
  if (mayCorrect(journey, state(), events)) return;
  throw new AppError("unprocessable", "The committee has decided on these answers.", { reason: "decided" });
}

/** Checks the answers as a whole and keeps them, with the name and number that they give. */
async function write(
  deps: Pick<RequestDeps, "forms" | "seal">,
  open: OpenJourney,
  { row, answers, language }: { row: RequestRow; answers: CorrectionInput["answers"]; language: string },
): Promise<readonly CorrectedItem[]> {
  const { form, answers: before } = await readApplication(deps, row);
  const merged = Object.entries({ ...before, ...(answers as Record<string, Json>) });
  const checked = form.check(Object.fromEntries(merged.filter(([, value]) => value !== null)), language);
  if (!checked.ok) {
    throw new AppError("unprocessable", "Some answers need another look.", { problems: checked.problems });
  }
  const changes = compareAnswers(form, before, checked.answers);
  if (changes.length === 0) {
    throw new AppError("unprocessable", "These answers stand there already.", { reason: "unchanged" });
  }
  const { association_id: associationId, id } = row;
  await open.tx
    .updateTable("request")
    .set({
      answers_sealed: deps.seal.seal(checked.answers, placeOf("request", "answers", associationId, id)),
      person_sealed: deps.seal.seal(
        toPerson(openPerson(deps, row), changes),
        placeOf("request", "person", associationId, id),
      ),
    })
    .where("association_id", "=", associationId)
    .where("id", "=", id)
    .execute();
  return changes;
}

/** The person by their corrected application, where it is the form that asks for name and number. */
function toPerson(person: ReturnType<typeof openPerson>, changes: readonly CorrectedItem[]) {
  const said = (item: string) => changes.find((one) => one.item === item)?.after;
  const [name, phone] = [said(NAME_ITEM), said(PHONE_ITEM)];
  const corrected = {
    ...person,
    ...(typeof name === "string" ? { name } : {}),
    ...(phone === undefined ? {} : { phone: typeof phone === "string" ? phone : "" }),
  };
  const checked = PersonInput.safeParse(corrected);
  if (checked.success) return corrected;
  const item = checked.error.issues[0]?.path[0] === "phone" ? PHONE_ITEM : NAME_ITEM;
  throw new AppError("unprocessable", "Some answers need another look.", {
    problems: [{ item, message: checked.error.issues[0]?.message ?? "" }],
  });
}

import type { Context } from "hono";
import type { UploadProblem } from "#server/apply/apply-texts.ts";
import type { FailedUpload } from "#server/apply/follow-documents.ts";
import { readDay } from "#server/apply/read-day.ts";
import { readUpload } from "#server/documents/read-upload.ts";
import { ruleOf, uploadDocument, type DocumentDeps } from "#server/documents/upload-document.ts";
import { AppError } from "#server/errors.ts";
import { APPLICANT } from "#server/requests/follow-request.ts";
import type { FoundRequest } from "#server/requests/request-subject.ts";

/** Takes a document from the page; undefined when it was kept, else what was wrong and what was written with it. */
export async function receiveDocument(
  deps: DocumentDeps,
  c: Context,
  { found, rule: id }: { found: FoundRequest; rule: string },
): Promise<FailedUpload | undefined> {
  const rule = ruleOf(found, id);
  let typed = { issuedOn: "", expiresOn: "" };
  const failed = (problem: UploadProblem): FailedUpload => ({ rule: rule.id, problem, ...typed });
  try {
    const form = await readUpload(c, rule.megabytes);
    const text = (name: string) => {
      const value = form.get(name);
      return typeof value === "string" ? value.trim().slice(0, 40) : "";
    };
    typed = { issuedOn: text("issuedOn"), expiresOn: text("expiresOn") };
    const file = form.get("file");
    if (!(file instanceof File) || (file.size === 0 && file.name === "")) return failed("noFile");
    const issuedOn = readDay(typed.issuedOn);
    const expiresOn = readDay(typed.expiresOn);
    if ((typed.issuedOn !== "" && !issuedOn) || (typed.expiresOn !== "" && !expiresOn)) return failed("badDate");
    const bytes = new Uint8Array(await file.arrayBuffer());
    await uploadDocument(deps, found, {
      upload: { rule: rule.id, name: file.name, bytes, issuedOn, expiresOn },
      doer: APPLICANT,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "tooLarge") return failed("tooBig");
    if (error.code === "unprocessable") return failed(error.details["reason"] as UploadProblem);
    if (error.code === "invalid" || error.code === "unsupported") return failed("noFile");
    throw error;
  }
}

import type { Context } from "hono";
import type { UploadProblem } from "#server/apply/apply-texts.ts";
import type { FailedUpload } from "#server/apply/follow-documents.ts";
import { readDay } from "#server/apply/read-day.ts";
import type { UploadThrottles } from "#server/apply/upload-throttles.ts";
import type { Deps } from "#server/deps.ts";
import { readUpload } from "#server/documents/read-upload.ts";
import { ruleOf, uploadDocument, type DocumentDeps } from "#server/documents/upload-document.ts";
import { AppError } from "#server/errors.ts";
import { addressOf } from "#server/http/sign-in-throttle.ts";
import { APPLICANT } from "#server/requests/follow-request.ts";
import type { FoundRequest } from "#server/requests/request-subject.ts";

type UploadDeps = DocumentDeps & Pick<Deps, "settings">;
type Received = { readonly found: FoundRequest; readonly rule: string; readonly uploads: UploadThrottles };

/**
 * Takes a document from the page; undefined when it was kept, else what was wrong and what was written with it. Refused
 * ones count against the code and the network, and every byte against the network.
 */
export async function receiveDocument(
  deps: UploadDeps,
  c: Context,
  { found, rule: id, uploads }: Received,
): Promise<FailedUpload | undefined> {
  const rule = ruleOf(found, id);
  const tooOften: FailedUpload = { rule: rule.id, problem: "tooOften", issuedOn: "", expiresOn: "" };
  const { refusedOfCode, refusedOfNetwork, kilobytesOfNetwork } = uploads;
  const declared = Number(c.req.header("content-length") ?? Number.NaN);
  const most = rule.megabytes * 1024;
  const kilobytes = Math.min(most, Number.isFinite(declared) ? Math.max(1, Math.ceil(declared / 1024)) : most);
  // Taken before the work, so that many at once cannot pass where one would not.
  if (!(await refusedOfCode.take(c))) return tooOften;
  if (!(await refusedOfNetwork.take(c))) return tooOften;
  if (!(await kilobytesOfNetwork.take(c, kilobytes))) return tooOften;
  const failed = await keepSent(deps, c, { found, rule });
  if (failed === undefined || failed.problem === "busy") {
    await Promise.all([refusedOfCode.giveBack(c), refusedOfNetwork.giveBack(c)]);
  }
  if (failed?.problem === "busy") await kilobytesOfNetwork.giveBack(c, kilobytes);
  return failed;
}

async function keepSent(
  deps: UploadDeps,
  c: Context,
  { found, rule }: { found: FoundRequest; rule: ReturnType<typeof ruleOf> },
): Promise<FailedUpload | undefined> {
  let typed = { issuedOn: "", expiresOn: "" };
  const failed = (problem: UploadProblem): FailedUpload => ({ rule: rule.id, problem, ...typed });
  try {
    const form = await readUpload(c, rule.megabytes, { network: addressOf(c, deps.settings.trustProxy) });
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
    if (error.code === "busy" && error.details["reason"] === "uploads") return failed("busy");
    if (error.details["reason"] === "tooSlow") return failed("tooSlow");
    if (error.code === "tooLarge") return failed("tooBig");
    if (error.code === "unprocessable") return failed(error.details["reason"] as UploadProblem);
    if (error.code === "invalid" || error.code === "unsupported") return failed("noFile");
    throw error;
  }
}

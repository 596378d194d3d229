import { documentValidity, type DocumentValidity } from "#policies/document-validity.ts";
import { todayIn } from "#policies/calendar.ts";
import type { DocumentRule } from "#policies/request-schema.ts";
import type { Deps } from "#server/deps.ts";
import { countExpired } from "#server/documents/count-expired.ts";
import { examineFile, type FileProblem } from "#server/documents/examine-file.ts";
import { cleanFileName } from "#server/documents/file-name.ts";
import { insertDocument } from "#server/documents/insert-document.ts";
import { MEDIA_TYPES } from "#server/documents/media-type.ts";
import { replaceEarlier } from "#server/documents/replace-earlier.ts";
import { AppError } from "#server/errors.ts";
import { inJourney, type Doer, type OpenJourney } from "#server/journeys/in-journey.ts";
import { countFollowed } from "#server/requests/count-followed.ts";
import { listDocumentRows } from "#server/requests/read-application.ts";
import { proveDocuments } from "#server/requests/prove-documents.ts";
import { requestedService, type FoundRequest } from "#server/requests/request-subject.ts";

export type DocumentDeps = Pick<Deps, "store" | "seal" | "clock" | "forms">;

/** A file as it came, for one rule of the service's documents. */
export type Upload = {
  readonly rule: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly issuedOn?: string | undefined;
  readonly expiresOn?: string | undefined;
};

/** Why a document is not taken; `details.reason` of the error. */
export type UploadRefusal = FileProblem | Exclude<DocumentValidity, "valid"> | "tooMany" | "ended" | "verified";

/** Files that one request may take in over its whole life, replaced ones included. */
export const MOST_DOCUMENTS = 40;

/**
 * Takes a document in for a request, in the place of an earlier one for the same rule (clauses C12, T7). The file is
 * judged by its content; one that is void by its dates is not taken, and counted. Throws `unprocessable` with the reason,
 * `tooLarge`, or `notFound` for a rule that the service does not have.
 */
export async function uploadDocument(
  deps: DocumentDeps,
  found: FoundRequest,
  { upload, doer }: { upload: Upload; doer: Doer },
): Promise<{ id: string }> {
  const rule = ruleOf(found, upload.rule);
  const content = Buffer.from(upload.bytes.buffer, upload.bytes.byteOffset, upload.bytes.byteLength);
  if (content.byteLength > rule.megabytes * 1024 * 1024) {
    throw new AppError("tooLarge", `The file is larger than ${rule.megabytes} MB.`, { megabytes: rule.megabytes });
  }
  const examined = examineFile(content, rule.accepts);
  if (!examined.ok) throw refusal(examined.problem, rule);
  const taken = await inJourney(deps, { subject: found.subject, doer: toKeeper(doer) }, async (open) => {
    const { validity, refused } = await judgeUpload(open, found, { rule, upload, doer });
    const { associationId, id: subjectId } = found.subject;
    if (validity === "expired" || validity === "tooOld") {
      countExpired(open, { associationId, requestId: subjectId, rule: rule.id });
    }
    if (refused !== undefined) return { refused };
    await replaceEarlier(open.tx, { associationId, subjectId, rule: rule.id });
    const id = await insertDocument(open.tx, deps, {
      ...{ associationId, subject: "request", subjectId, rule: rule.id, by: doer.id, content },
      ...{ issuedOn: upload.issuedOn, expiresOn: upload.expiresOn },
      name: cleanFileName(upload.name, examined.kind),
      mediaType: MEDIA_TYPES[examined.kind],
    });
    countFollowed(open, doer.id);
    await proveDocuments(deps, open, found.row);
    return { id };
  });
  // Thrown after the commit, so that an expired document is counted although it is not taken.
  if ("refused" in taken) throw refusal(taken.refused, rule);
  return taken;
}

/** One rule of the documents of a request's service. */
export function ruleOf({ policy, row }: FoundRequest, id: string): DocumentRule {
  const rule = requestedService(policy, row.service).request.documents.find((one) => one.id === id);
  if (!rule) throw new AppError("notFound", "The service asks for no such document.", { rule: id });
  return rule;
}

/** The need of documents is the officers' to prove; what an applicant hands in is weighed in their place. */
function toKeeper(doer: Doer): Doer {
  return doer.actor === "applicant" ? { actor: "officer", id: "" } : doer;
}

async function judgeUpload(
  open: OpenJourney,
  { row, policy }: FoundRequest,
  { rule, upload, doer }: { rule: DocumentRule; upload: Upload; doer: Doer },
): Promise<{ validity?: DocumentValidity; refused?: UploadRefusal }> {
  if (open.state().step === null) return { refused: "ended" };
  const today = todayIn(policy.timeZone, open.now);
  const rows = await listDocumentRows(open.tx, row);
  if (rows.length >= MOST_DOCUMENTS) return { refused: "tooMany" };
  const isVerified = rows.some(
    (one) =>
      one.rule === rule.id &&
      one.state === "verified" &&
      documentValidity(
        rule,
        { issuedOn: one.issued_on ?? undefined, expiresOn: one.expires_on ?? undefined },
        today,
      ) === "valid",
  );
  if (isVerified && doer.actor === "applicant") return { refused: "verified" };
  const validity = documentValidity(rule, upload, today);
  return validity === "valid" ? { validity } : { validity, refused: validity };
}

const WORDS: Readonly<Record<UploadRefusal, string>> = {
  empty: "The file is empty.",
  wrongType: "The file is of another type than this document may be.",
  notReadable: "The file cannot be read.",
  unsafe: "The file carries programs or other files.",
  enciphered: "The file is locked with a password. Save it without one and send it again.",
  tooLarge: "The file is too large.",
  expired: "The document has expired.",
  tooOld: "The document is older than it may be.",
  noExpiry: "The day on which the document expires is needed.",
  noIssue: "The day on which the document was issued is needed.",
  notYetIssued: "The document bears a later day than today.",
  tooMany: "This request has taken in as many documents as it may.",
  ended: "The request has ended.",
  verified: "This document was verified already.",
};

function refusal(reason: UploadRefusal, rule: DocumentRule): AppError {
  return new AppError("unprocessable", WORDS[reason], {
    reason,
    rule: rule.id,
    accepts: rule.accepts,
    megabytes: rule.megabytes,
  });
}

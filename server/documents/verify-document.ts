import { z } from "zod";
import { documentValidity } from "#policies/document-validity.ts";
import { todayIn } from "#policies/calendar.ts";
import { recordAudit } from "#server/audit/record-audit.ts";
import { countExpired } from "#server/documents/count-expired.ts";
import { ruleOf, type DocumentDeps } from "#server/documents/upload-document.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { words } from "#server/http/words.ts";
import { inJourney } from "#server/journeys/in-journey.ts";
import type { Actor } from "#policies/journey-schema.ts";
import { addNotice } from "#server/notices/add-notice.ts";
import { proveDocuments } from "#server/requests/prove-documents.ts";
import type { FoundRequest } from "#server/requests/request-subject.ts";
import { placeOf } from "#server/store/seal.ts";

/** What somebody found who looked at a document. Dates are as they stand on it, where the reader corrects them. */
export const Verdict = z
  .strictObject({
    verdict: z.enum(["verified", "rejected"]),
    reason: words(1000).optional(),
    issuedOn: z.iso.date().optional(),
    expiresOn: z.iso.date().optional(),
  })
  .refine(({ verdict, reason }) => verdict === "verified" || (reason ?? "") !== "", {
    path: ["reason"],
    message: "a rejection says why",
  });
export type Verdict = z.infer<typeof Verdict>;

/**
 * Keeps that an officer compared a document with the data (clauses C12, T8). A rejection is told with its reason; a
 * document that is void by the dates on it cannot be verified: it is counted, and `unprocessable` says why.
 */
export async function verifyDocument(
  deps: DocumentDeps,
  found: FoundRequest,
  { caller, documentId, verdict }: { caller: Caller; documentId: string; verdict: Verdict },
): Promise<void> {
  const { subject, row, policy } = found;
  const doer = { actor: caller.role as Actor, id: caller.id };
  const refused = await inJourney(deps, { subject, doer }, async (open) => {
    const document = await open.tx
      .selectFrom("document")
      .selectAll()
      .where("association_id", "=", subject.associationId)
      .where("subject", "=", "request")
      .where("subject_id", "=", subject.id)
      .where("id", "=", documentId)
      .where("restricted_to", "=", "")
      .executeTakeFirst();
    if (!document) throw new AppError("notFound", "There is nothing here.");
    if (document.state === "replaced") {
      throw new AppError("conflict", "A newer document has come meanwhile.", { reason: "replaced" });
    }
    if (open.state().step === null) throw new AppError("unprocessable", "The request has ended.", { reason: "ended" });
    // Two may look at one document: the second is told what the first found, and overwrites nothing.
    if (document.state !== "waiting") {
      throw new AppError("conflict", "Somebody else has judged this document meanwhile. Nothing was overwritten.", {
        reason: "changed",
        by: document.judged_by,
        at: document.judged_at,
      });
    }
    const dates = {
      issuedOn: verdict.issuedOn ?? document.issued_on ?? undefined,
      expiresOn: verdict.expiresOn ?? document.expires_on ?? undefined,
    };
    const rule = ruleOf(found, document.rule);
    const validity = documentValidity(rule, dates, todayIn(policy.timeZone, open.now));
    if (verdict.verdict === "verified" && validity !== "valid") {
      if (validity === "expired" || validity === "tooOld") {
        countExpired(open, { associationId: subject.associationId, requestId: subject.id, rule: rule.id });
      }
      return validity;
    }
    await open.tx
      .updateTable("document")
      .set({
        state: verdict.verdict,
        issued_on: dates.issuedOn ?? null,
        expires_on: dates.expiresOn ?? null,
        judged_by: caller.id,
        judged_at: open.now,
        reason_sealed: deps.seal.seal(
          verdict.reason ?? "",
          placeOf("document", "reason", subject.associationId, documentId),
        ),
      })
      .where("association_id", "=", subject.associationId)
      .where("id", "=", documentId)
      .execute();
    await recordAudit(open.tx, deps, caller, { act: "change", entity: "document", entityId: documentId });
    if (verdict.verdict === "rejected") {
      await addNotice(open.tx, deps, {
        associationId: subject.associationId,
        id: subject.id,
        topic: "missing",
        detail: { reason: verdict.reason ?? "", documents: [document.rule] },
      });
    }
    await proveDocuments(deps, open, row);
    return undefined;
  });
  if (refused !== undefined) {
    throw new AppError("unprocessable", "By the dates on it this document cannot be verified.", { reason: refused });
  }
}

import type { z } from "zod";
import { AppError } from "#server/errors.ts";
import { inJourney, type Doer } from "#server/journeys/in-journey.ts";
import { countFollowed } from "#server/requests/count-followed.ts";
import type { DeclarationInput } from "#server/requests/new-request.ts";
import type { RequestDeps } from "#server/requests/open-request.ts";
import { proveDocuments } from "#server/requests/prove-documents.ts";
import { readApplication } from "#server/requests/read-application.ts";
import { getRequest } from "#server/requests/request-subject.ts";
import { signDeclaration } from "#server/requests/sign-declaration.ts";
import { submitWhenReady } from "#server/requests/submit-when-ready.ts";

/** Keeps a declaration that is signed after the request was taken in, and hands the request over if that was all it waited for. */
export async function signRequest(
  deps: RequestDeps,
  {
    associationId,
    id,
    doer,
    seq,
    declaration,
  }: {
    associationId: string;
    id: string;
    doer: Doer;
    seq?: number | undefined;
    declaration: z.infer<typeof DeclarationInput>;
  },
): Promise<void> {
  const found = await getRequest(deps, { associationId, id });
  if (found.policy.declaration === undefined) {
    throw new AppError("unprocessable", "This association asks for no declaration.", { reason: "notAsked" });
  }
  // Fetches the form before the transaction, which must not wait for another connection.
  await readApplication(deps, found.row);
  await inJourney(deps, { subject: found.subject, doer, expectedSeq: seq }, async (open) => {
    await signDeclaration(deps, open, { row: found.row, declaration });
    countFollowed(open, doer.id);
    await proveDocuments(deps, open, found.row);
    await submitWhenReady(deps, open, found.row);
  });
}

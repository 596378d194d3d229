import { z } from "zod";
import { Need } from "#policies/journey-schema.ts";
import { AppError } from "#server/errors.ts";
import { words } from "#server/http/words.ts";
import { inJourney, type Doer, type OpenJourney } from "#server/journeys/in-journey.ts";
import type { RequestDeps } from "#server/requests/open-request.ts";
import { proveDocuments } from "#server/requests/prove-documents.ts";
import { readApplication } from "#server/requests/read-application.ts";
import { getRequest, rereadRequest, type FoundRequest } from "#server/requests/request-subject.ts";
import { toEligibilityView } from "#server/requests/to-eligibility-view.ts";

export const ProofInput = z.strictObject({
  seq: z.int().min(1),
  need: Need,
  holds: z.boolean(),
  note: words(2_000).optional(),
});
export type ProofInput = z.infer<typeof ProofInput>;

/** What people establish themselves; everything else follows from what is stored. */
const BY_PEOPLE: readonly Need[] = ["interview", "explanation"];

/**
 * Says that something a step needs is there, or no longer is. Documents are looked up, not claimed; eligibility is decided by a
 * person only where the conditions cannot be read, and then with a note. Throws `unprocessable` for everything else.
 */
export async function proveNeed(
  deps: RequestDeps,
  { associationId, id, doer, seq, need, holds, note }: ProofInput & { associationId: string; id: string; doer: Doer },
): Promise<void> {
  const found = await getRequest(deps, { associationId, id });
  // Fetched before the transaction, which must not wait for another connection.
  await readApplication(deps, found.row);
  const isEligibility = need === "eligible" || need === "ineligible";
  if (!isEligibility && need !== "documents" && !BY_PEOPLE.includes(need)) throw byRule(need);
  await inJourney(deps, { subject: found.subject, doer, expectedSeq: seq }, async (open) => {
    if (isEligibility) await requireUnreadable(deps, open, { found, need, note });
    if (need === "documents") {
      await proveDocuments(deps, open, found.row);
      return;
    }
    if (open.state().proven.includes(need) === holds) return;
    await open.act({ type: holds ? "prove" : "disprove", need }, note === undefined ? undefined : { note });
  });
}

/** A person decides on eligibility only where the rule cannot, and says how. */
async function requireUnreadable(
  deps: RequestDeps,
  { tx }: OpenJourney,
  { found, need, note = "" }: { found: FoundRequest; need: Need; note?: string | undefined },
): Promise<void> {
  const { evaluate } = await readApplication(deps, await rereadRequest(tx, found.row));
  const { state, unreadable } = toEligibilityView(found.service.request, evaluate);
  if (state !== "unknown") throw byRule(need);
  if (note !== "") return;
  throw new AppError("unprocessable", "Say why: the conditions cannot be read.", { reason: "noteNeeded", unreadable });
}

function byRule(need: Need): AppError {
  return new AppError("unprocessable", "This follows from what is stored; nobody claims it.", {
    reason: "byRule",
    need,
  });
}

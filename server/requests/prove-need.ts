import { z } from "zod";
import { Need } from "#policies/journey-schema.ts";
import { AppError } from "#server/errors.ts";
import { words } from "#server/http/words.ts";
import { inJourney, type Doer } from "#server/journeys/in-journey.ts";
import type { RequestDeps } from "#server/requests/open-request.ts";
import { proveDocuments } from "#server/requests/prove-documents.ts";
import { readApplication } from "#server/requests/read-application.ts";
import { getRequest } from "#server/requests/request-subject.ts";
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
  const { evaluate } = await readApplication(deps, found.row);
  if (need === "eligible" || need === "ineligible") {
    const { state, unreadable } = toEligibilityView(found.service.request, evaluate);
    if (state !== "unknown") throw byRule(need);
    if (note === undefined || note === "") {
      throw new AppError("unprocessable", "Say why: the conditions cannot be read.", {
        reason: "noteNeeded",
        unreadable,
      });
    }
  } else if (need !== "documents" && !BY_PEOPLE.includes(need)) throw byRule(need);
  await inJourney(deps, { subject: found.subject, doer, expectedSeq: seq }, async (open) => {
    if (need === "documents") {
      await proveDocuments(deps, open, found.row);
      return;
    }
    if (open.state().proven.includes(need) === holds) return;
    await open.act({ type: holds ? "prove" : "disprove", need }, note === undefined ? undefined : { note });
  });
}

function byRule(need: Need): AppError {
  return new AppError("unprocessable", "This follows from what is stored; nobody claims it.", {
    reason: "byRule",
    need,
  });
}

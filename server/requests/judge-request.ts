import { inJourney, placeOfDetail, type Doer } from "#server/journeys/in-journey.ts";
import type { Deps } from "#server/deps.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";
import type { RequestDeps } from "#server/requests/open-request.ts";
import { readApplication } from "#server/requests/read-application.ts";
import { getRequest, rereadRequest, type FoundRequest } from "#server/requests/request-subject.ts";
import type { EligibilityView } from "#server/requests/request-view.ts";
import { toEligibilityView } from "#server/requests/to-eligibility-view.ts";

/**
 * Decides by the policy's conditions whether a request is eligible, and keeps which were not met (clauses Y1–Y5, T9). Where a
 * condition cannot be read nothing is proven: the result names its expression and its field.
 */
export async function judgeRequest(
  deps: RequestDeps,
  { associationId, id, doer, seq }: { associationId: string; id: string; doer: Doer; seq?: number | undefined },
): Promise<EligibilityView> {
  const found = await getRequest(deps, { associationId, id });
  // Fetches the form before the transaction, which must not wait for another connection.
  await readApplication(deps, found.row);
  return inJourney(deps, { subject: found.subject, doer, expectedSeq: seq }, async (open) => {
    const { evaluate } = await readApplication(deps, await rereadRequest(open.tx, found.row));
    const result = toEligibilityView(found.service.request, evaluate);
    if (result.state === "unknown") return result;
    const need = result.state === "eligible" ? "eligible" : "ineligible";
    const unmet = result.unmet.map((one) => one.id);
    const known = unmetBefore(deps, open, found);
    // Judged again to the same result, nothing has happened.
    if (open.state().proven.includes(need) && unmet.every((one) => known.has(one))) return result;
    await open.act({ type: "prove", need }, { unmet });
    for (const one of unmet.filter((condition) => !known.has(condition))) {
      open.count({ measure: "condition-unmet", outcome: one });
    }
    return result;
  });
}

/** Conditions that were found unmet before, so that each counts once. */
function unmetBefore({ seal }: Pick<Deps, "seal">, open: OpenJourney, { subject }: FoundRequest): Set<string> {
  const judged = open.events.filter(({ action }) => action.type === "prove" && action.need === "ineligible");
  return new Set(
    judged.flatMap(({ seq, detailSealed }) => {
      const detail = seal.open(detailSealed, placeOfDetail(subject, seq)) as { unmet?: string[] } | undefined;
      return detail?.unmet ?? [];
    }),
  );
}

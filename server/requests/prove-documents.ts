import type { Deps } from "#server/deps.ts";
import { asksFor } from "#server/journeys/asks-for.ts";
import type { OpenJourney } from "#server/journeys/in-journey.ts";
import type { Checklist } from "#server/requests/checklist.ts";
import { readChecklist } from "#server/requests/read-application.ts";
import { rereadRequest, type RequestRow } from "#server/requests/request-subject.ts";

/**
 * Holds the need `documents` against the rows as they are now: proves it when every needed document is verified and valid
 * today, takes it back when one no longer is. Called after each upload and verdict, and before each step that rests on it.
 */
export async function proveDocuments(
  deps: Pick<Deps, "forms" | "seal">,
  open: OpenJourney,
  row: RequestRow,
): Promise<Checklist> {
  const checklist = await checklistNow(deps, open, row);
  if (open.state().step === null || !asksFor(open.journey, "documents")) return checklist;
  const isProven = open.state().proven.includes("documents");
  if (checklist.isComplete && !isProven) await open.act({ type: "prove", need: "documents" });
  if (!checklist.isComplete && isProven) {
    await open.act({ type: "disprove", need: "documents" });
    for (const { isNeeded, state, rule } of checklist.lines) {
      if (isNeeded && state === "expired") open.count({ measure: "document-expired", outcome: rule.id });
    }
  }
  return checklist;
}

/** Rules whose document is needed and neither verified nor waiting to be looked at. */
export async function missingDocuments(
  deps: Pick<Deps, "forms" | "seal">,
  open: OpenJourney,
  row: RequestRow,
): Promise<string[]> {
  const { lines } = await checklistNow(deps, open, row);
  return lines
    .filter(({ isNeeded, state }) => isNeeded && state !== "verified" && state !== "waiting")
    .map(({ rule }) => rule.id);
}

/** The checklist over rows and answers as this transaction has them. */
async function checklistNow(
  deps: Pick<Deps, "forms" | "seal">,
  { tx, policy, now }: OpenJourney,
  row: RequestRow,
): Promise<Checklist> {
  return readChecklist(deps, { db: tx, policy, row: await rereadRequest(tx, row), now });
}

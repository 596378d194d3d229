import { stepOf } from "#policies/journey-state.ts";
import { Role } from "#server/accounts/roles.ts";
import type { CaseDetail } from "#server/cases/case-view.ts";
import { doerOf } from "#server/cases/doer.ts";
import { getCase } from "#server/cases/find-case.ts";
import type { Deps } from "#server/deps.ts";
import { keepReport } from "#server/documents/keep-report.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { inJourney } from "#server/journeys/in-journey.ts";
import { refused } from "#server/journeys/refused.ts";

/** Largest file of a report. */
export const REPORT_MEGABYTES = 10;

/** What was written: text, a file, or both. */
export type WrittenReport = {
  readonly seq: number;
  readonly text: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined;
};

/**
 * Keeps the restricted report of the step (clauses I4 and I5) for the roles that the policy names, and proves the need.
 * Throws `unprocessable` where the step asks for none, nothing was written, or a file is not what it should be.
 */
export async function writeReport(
  deps: Pick<Deps, "policies" | "store" | "seal" | "clock">,
  caller: Caller,
  id: string,
  { seq, text, file }: WrittenReport,
): Promise<void> {
  const { associationId } = caller;
  const { subject } = await getCase(deps, associationId, id);
  const contents = [...(text ? [text] : []), ...(file ? [file] : [])];
  if (contents.length === 0) {
    throw new AppError("unprocessable", "Write the report or attach it.", { reason: "empty", path: "text" });
  }
  await inJourney(deps, { subject, doer: doerOf(caller), expectedSeq: seq }, async ({ act, journey, state, tx }) => {
    const restricted = stepOf(journey, state())?.restricted;
    if (!restricted) throw refused(journey, state(), { why: "notHere", by: [], missing: [], outcomes: [] });
    const { report } = restricted;
    const detail: CaseDetail = { report };
    await act({ type: "prove", need: "report" }, detail);
    const restrictedTo = Role.options.filter((role) => restricted.to.some((actor) => actor === role));
    for (const content of contents) {
      const about = { associationId, subject: "case" as const, subjectId: id, report, restrictedTo };
      await keepReport(tx, deps, { ...about, content, by: caller.id });
    }
  });
}

import { z } from "zod";
import { outcomesOf } from "#policies/journey-state.ts";
import { Slug } from "#policies/text.ts";
import { dropReports } from "#server/partners/drop-reports.ts";
import { inPartnership, type Doing, type PartnerDeps } from "#server/partners/in-partnership.ts";
import { lines } from "#server/partners/plain-texts.ts";

export const PartnershipMove = z.strictObject({ seq: z.int().min(1), outcome: Slug, reason: lines(2000).optional() });

/** Takes a way out that needs nothing but a reason: starting, finishing, withdrawing, objecting. */
export function movePartnership(
  deps: PartnerDeps,
  { outcome, reason, ...doing }: Doing & Pick<z.infer<typeof PartnershipMove>, "outcome" | "reason">,
): Promise<void> {
  return inPartnership(deps, doing, async (open, row) => {
    const way = outcomesOf(open.journey, open.state()).find(({ id }) => id === outcome);
    await open.act({ type: "move", outcome, given: reason ? ["reason"] : [] }, reason ? { reason } : undefined);
    if (way?.needs.includes("impact-reports")) open.count({ measure: "partnership-ended" });
    if (open.state().ending !== null) await dropReports(open, row);
  });
}

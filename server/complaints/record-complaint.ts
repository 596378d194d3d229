import { createHash } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "#server/audit/record-audit.ts";
import { insertComplaint, type InsertedComplaint } from "#server/complaints/insert-complaint.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";
import { words } from "#server/http/words.ts";
import { assertKnown } from "#server/journeys/known-id.ts";
import { keysOf } from "#server/journeys/keys-of.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { toMilestone } from "#server/journeys/to-milestones.ts";
import { recordChanges } from "#server/store/store.ts";

const Id = z.string().max(40).default("");

/** A complaint in the person's own words; no name is asked for. */
export const NewComplaint = z.strictObject({
  service: Id,
  channel: Id,
  kind: Id,
  text: words(4_000, 5),
  /** Drawn by the page, so that sending twice is one complaint. */
  submissionId: z.uuid().optional(),
});
export type NewComplaint = z.infer<typeof NewComplaint>;

/**
 * Takes a complaint in from a page or an officer (clause C18), apart from any evaluation. `caller` is who wrote it down for
 * somebody, which is kept; undefined for whoever complains on the page, of whom nothing is.
 */
export async function recordComplaint(
  deps: Pick<Deps, "store" | "seal" | "clock" | "policies" | "settings">,
  { associationId, caller }: { associationId: string; caller: Caller | undefined },
  { service, channel, kind, text, submissionId }: NewComplaint,
): Promise<Omit<InsertedComplaint, "counts">> {
  const policy = getPolicy(deps, associationId);
  assertKnown("service", service, policy.services);
  assertKnown("channel", channel, policy.channels);
  assertKnown("kind", kind, policy.beneficiaryKinds);
  const keys = keysOf(policy, { service, channel, kind });
  return deps.store.write(async (tx) => {
    const id = submissionId === undefined ? {} : { id: toComplaintId(deps, associationId, submissionId) };
    const inserted = await insertComplaint(tx, deps, { policy, type: "complaint", keys, text, ...id });
    if (caller) await recordAudit(tx, deps, caller, { act: "create", entity: "complaint", entityId: inserted.id });
    const milestones = inserted.counts.map((count) => toMilestone(keys, count));
    await recordChanges(tx, deps.store.dialect, await recordMilestones(tx, associationId, milestones));
    const { id: complaintId, code, link, dueOn } = inserted;
    return { id: complaintId, code, link, dueOn };
  });
}

/** The id of what a page sends; only this house can tell it from the page's own, or the code from it. */
function toComplaintId({ settings }: Pick<Deps, "settings">, associationId: string, submissionId: string): string {
  const hex = createHash("sha256").update(`${settings.secret}\0${associationId}\0${submissionId}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

import { todayIn } from "#policies/calendar.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { policyMilestone } from "#server/policy/policy-milestone.ts";
import { recordChanges } from "#server/store/store.ts";

/** A document of the shelf, to be read; each opening is counted, without who it was. Throws `notFound`. */
export async function openDocument(
  deps: Pick<Deps, "clock" | "store">,
  associationId: string,
  id: string,
): Promise<{ content: Uint8Array; mediaType: string; name: string }> {
  const row = await deps.store.read
    .selectFrom("shelf_document")
    .select(["tool", "version", "content", "media_type"])
    .where("association_id", "=", associationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw new AppError("notFound", "There is nothing here.");
  const countedOn = todayIn("Asia/Riyadh", deps.clock());
  const opened = policyMilestone({ measure: "shelf-opened", outcome: row.tool, countedOn });
  await deps.store.write(async (tx) =>
    recordChanges(tx, deps.store.dialect, await recordMilestones(tx, associationId, [opened])),
  );
  return { content: row.content, mediaType: row.media_type, name: `${row.tool}-${row.version}.pdf` };
}

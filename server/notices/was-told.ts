import type { Deps } from "#server/deps.ts";
import { openNoticeDetail } from "#server/notices/open-notice-detail.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/** True when the last refusal of a request was counted as told: read by the person, or told by staff. */
export async function wasToldOfRefusal(
  tx: WriteTransaction,
  deps: Pick<Deps, "seal">,
  { associationId, id }: { associationId: string; id: string },
): Promise<boolean> {
  const last = await tx
    .selectFrom("notice")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("subject", "=", "request")
    .where("subject_id", "=", id)
    .where("topic", "in", ["refused", "referred"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!last) return false;
  const { tells } = openNoticeDetail(deps, last);
  // Before notices said what they tell, a refusal was counted as told when it was decided.
  if (tells === undefined) return last.topic === "refused";
  return tells.refusal && last.read_at !== null;
}

import type { Deps } from "#server/deps.ts";
import type { NoticeDetail, NoticeTopic } from "#server/notices/add-notice.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { toMilestone } from "#server/journeys/to-milestones.ts";
import { getRequest } from "#server/requests/request-subject.ts";
import { placeOf } from "#server/store/seal.ts";
import { recordChanges } from "#server/store/store.ts";

/** A notice as the person reads it. */
export type Notice = {
  readonly topic: NoticeTopic;
  readonly detail: NoticeDetail;
  readonly madeAt: number;
  /** True when it had not been read before. */
  readonly isNew: boolean;
};

/**
 * The notices of a request, newest first, opened for the person, and from now on read: by the person `online`, or told to them
 * by `staff`, which counts as following the request (clause C3). Opening a page counts nothing: what the person does there does.
 * `nobody` looks without reading: previews, and programs that ask whether a page is there.
 */
export async function readNotices(
  deps: Pick<Deps, "store" | "seal" | "clock">,
  { associationId, id, by }: { associationId: string; id: string; by: "online" | "staff" | "nobody" },
): Promise<Notice[]> {
  const { subject } = await getRequest(deps, { associationId, id });
  const rows = await deps.store.read
    .selectFrom("notice")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("subject", "=", "request")
    .where("subject_id", "=", id)
    .orderBy("id", "desc")
    .execute();
  const fresh = rows.filter(({ read_at }) => read_at === null).map((row) => row.id);
  if (fresh.length > 0 && by !== "nobody") {
    const now = deps.clock();
    await deps.store.write(async (tx) => {
      const marked = await tx
        .updateTable("notice")
        .set({ read_at: now })
        .where("association_id", "=", associationId)
        .where("id", "in", fresh)
        .where("read_at", "is", null)
        .returning("id")
        .execute();
      if (marked.length === 0 || by === "online") return;
      const followed = toMilestone(subject.keys, { measure: "request-followed", outcome: by, countedAt: now });
      await recordChanges(tx, deps.store.dialect, await recordMilestones(tx, associationId, [followed]));
    });
  }
  return rows.map((row) => ({
    topic: row.topic as NoticeTopic,
    detail: (deps.seal.open(row.detail_sealed, placeOf("notice", "detail", associationId, row.id)) ??
      {}) as NoticeDetail,
    madeAt: row.made_at,
    isNew: row.read_at === null,
  }));
}

import type { Deps } from "#server/deps.ts";
import { inJourney, type OpenJourney } from "#server/journeys/in-journey.ts";
import type { NoticeDetail, NoticeTopic } from "#server/notices/add-notice.ts";
import { openNoticeDetail } from "#server/notices/open-notice-detail.ts";
import { getRequest, type RequestRow } from "#server/requests/request-subject.ts";
import type { Schema } from "#server/store/schema.ts";

/** A notice as the person reads it. */
export type Notice = {
  readonly topic: NoticeTopic;
  readonly detail: Omit<NoticeDetail, "tells">;
  readonly madeAt: number;
  /** True when it had not been read before. */
  readonly isNew: boolean;
};

/**
 * The notices of a request, newest first, opened for the person, and from now on read: by the person `online`, or told to them
 * by `staff`, which counts as following the request (clause C3). Opening a page is no following: what the person does there is.
 * Whoever reads of a refusal or a referral has been told of it, which counts once.
 * `nobody` looks without reading: previews, and programs that ask whether a page is there.
 */
export async function readNotices(
  deps: Pick<Deps, "store" | "seal" | "clock">,
  { associationId, id, by }: { associationId: string; id: string; by: "online" | "staff" | "nobody" },
): Promise<Notice[]> {
  const { subject, row: found } = await getRequest(deps, { associationId, id });
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
    // Whoever reads does nothing on the journey; it is opened so that nobody objects meanwhile.
    await inJourney(deps, { subject, doer: { actor: "applicant", id: "" } }, async (open) => {
      const marked = await open.tx
        .updateTable("notice")
        .set({ read_at: open.now })
        .where("association_id", "=", associationId)
        .where("id", "in", fresh)
        .where("read_at", "is", null)
        .returning(["association_id", "id", "detail_sealed", "made_at"])
        .execute();
      if (marked.length === 0) return;
      if (by === "staff") open.count({ measure: "request-followed", outcome: by });
      countTold(deps, open, { row: found, marked });
    });
  }
  return rows.map((row) => {
    const { tells: _, ...detail } = openNoticeDetail(deps, row);
    return { topic: row.topic as NoticeTopic, detail, madeAt: row.made_at, isNew: row.read_at === null };
  });
}

/**
 * Counts that somebody has been told where they were referred, and that they were refused while that stands. A refusal that
 * was objected to is told no more: the next one is.
 */
function countTold(
  deps: Pick<Deps, "seal">,
  open: OpenJourney,
  {
    row,
    marked,
  }: {
    row: RequestRow;
    marked: readonly Pick<Schema["notice"], "association_id" | "id" | "detail_sealed" | "made_at">[];
  },
): void {
  const told = marked.map((notice) => ({ madeAt: notice.made_at, tells: openNoticeDetail(deps, notice).tells }));
  for (const { madeAt, tells } of told) {
    if (tells?.referral === undefined) continue;
    open.count({ measure: "referral-notified", outcome: tells.referral, countedAt: madeAt });
  }
  const { ending, since } = open.state();
  const isRefused = open.journey.endings.find(({ id }) => id === ending)?.reopens !== undefined;
  const isOfNow = told.some(({ madeAt, tells }) => tells?.refusal === true && madeAt >= since);
  if (isRefused && isOfNow) open.count({ measure: "request-notified", countedAt: row.opened_at });
}

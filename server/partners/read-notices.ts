import type { PartnerDeps } from "#server/partners/in-partnership.ts";
import type { Scope } from "#server/partners/partner.ts";
import type { NoticeDetail } from "#server/notices/add-notice.ts";
import { placeOf } from "#server/store/seal.ts";

export type PartnerNotice = { readonly topic: string; readonly reason: string; readonly madeAt: number };

/** What the partner was told of a request that is its own; from now on it has been read. */
export async function readNotices(
  deps: Pick<PartnerDeps, "store" | "seal" | "clock">,
  { associationId }: Scope,
  requestId: string,
): Promise<PartnerNotice[]> {
  const rows = await deps.store.read
    .selectFrom("notice")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("subject", "=", "partnership")
    .where("subject_id", "=", requestId)
    .orderBy("made_at", "desc")
    .execute();
  if (rows.some(({ read_at: at }) => at === null)) {
    await deps.store.write((tx) =>
      tx
        .updateTable("notice")
        .set({ read_at: deps.clock() })
        .where("association_id", "=", associationId)
        .where("subject", "=", "partnership")
        .where("subject_id", "=", requestId)
        .where("read_at", "is", null)
        .execute(),
    );
  }
  return rows.map(({ id, topic, made_at: madeAt, detail_sealed: sealed }) => {
    const detail = (deps.seal.open(sealed, placeOf("notice", "detail", associationId, id)) ?? {}) as NoticeDetail;
    return { topic, reason: detail.reason ?? "", madeAt };
  });
}

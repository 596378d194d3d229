import type { Deps } from "#server/deps.ts";
import type { NoticeDetail } from "#server/notices/add-notice.ts";
import type { Schema } from "#server/store/schema.ts";
import { placeOf } from "#server/store/seal.ts";

type Sealed = Pick<Schema["notice"], "association_id" | "id" | "detail_sealed">;

/** The particulars of a notice, opened. */
export function openNoticeDetail({ seal }: Pick<Deps, "seal">, row: Sealed): NoticeDetail {
  return (
    (seal.open(row.detail_sealed, placeOf("notice", "detail", row.association_id, row.id)) as
      | NoticeDetail
      | undefined) ?? {}
  );
}

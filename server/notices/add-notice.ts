import { randomUUID } from "node:crypto";
import type { Deps } from "#server/deps.ts";
import { placeOf } from "#server/store/seal.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/** What a notice is about; its words are made where it is read, in the reader's language. */
export type NoticeTopic =
  | "received"
  | "missing"
  | "clarification"
  | "corrected"
  | "decided"
  | "deferred"
  | "refused"
  | "referred"
  | "delivered"
  | "withdrawn"
  | "objection"
  | "review-ended";

/** Particulars of a notice: the reason of a decision, where to turn, which documents are missing (ids of the policy's rules). */
export type NoticeDetail = {
  readonly reason?: string;
  readonly to?: string;
  readonly documents?: readonly string[];
  /** What whoever reads this has been told, counted once it is read: a refusal, or a referral of this type. */
  readonly tells?: { readonly refusal: boolean; readonly referral?: string };
};

/** Tells whom Rida serves something, to be read behind their code, in a transaction that is open already. */
export async function addNotice(
  tx: WriteTransaction,
  deps: Pick<Deps, "seal" | "clock">,
  {
    associationId,
    subject = "request",
    id,
    topic,
    detail = {},
  }: {
    associationId: string;
    subject?: "request" | "case" | "partnership";
    id: string;
    topic: NoticeTopic;
    detail?: NoticeDetail;
  },
): Promise<void> {
  const { n } = await tx
    .selectFrom("notice")
    .select((eb) => eb.fn.countAll<number | string>().as("n"))
    .where("association_id", "=", associationId)
    .where("subject", "=", subject)
    .where("subject_id", "=", id)
    .executeTakeFirstOrThrow();
  // Several notices can be made at one instant: their ids keep the order in which they were.
  const noticeId = `${String(n).padStart(6, "0")}-${randomUUID()}`;
  await tx
    .insertInto("notice")
    .values({
      association_id: associationId,
      id: noticeId,
      subject,
      subject_id: id,
      topic,
      detail_sealed: deps.seal.seal(detail, placeOf("notice", "detail", associationId, noticeId)),
      made_at: deps.clock(),
      read_at: null,
    })
    .execute();
}

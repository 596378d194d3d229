import type { Deps } from "#server/deps.ts";
import { placeOf } from "#server/store/seal.ts";
import type { Schema } from "#server/store/schema.ts";

/** What is sealed of a contact. */
export type ContactNote = {
  readonly note?: string;
  readonly referral?: { readonly to: string; readonly told: boolean };
};

/** A contact in a list: no words of the person's, which are opened one at a time. */
export type ContactLine = {
  readonly id: string;
  readonly channel: string;
  readonly purpose: string;
  readonly service: string;
  readonly kind: string;
  readonly receivedAt: number;
  readonly answeredAt: number | null;
  readonly closedAt: number | null;
  /** `answered`, `request`, `referred`, `no-answer`; "" while it waits for an answer. */
  readonly outcome: "" | "answered" | "request" | "referred" | "no-answer";
  readonly requestId: string | null;
  readonly hasNote: boolean;
  /** Where the person was sent, and whether they know; null where nobody was. */
  readonly referral: { readonly to: string; readonly told: boolean } | null;
  /** True for who recorded it, while it can still be taken back. */
  readonly canTakeBack: boolean;
  readonly seq: number;
};

/** How long a slip of the hand can be taken back by who made it. */
const TAKE_BACK_MS = 10 * 60_000;

export function openNote({ seal }: Pick<Deps, "seal">, row: Schema["contact"]): ContactNote {
  const opened = seal.open(row.note_sealed, placeOf("contact", "note", row.association_id, row.id));
  return (opened as ContactNote | undefined) ?? {};
}

export function sealNote({ seal }: Pick<Deps, "seal">, associationId: string, id: string, note: ContactNote): string {
  const isEmpty = note.note === undefined && note.referral === undefined;
  return isEmpty ? "" : seal.seal(note, placeOf("contact", "note", associationId, id));
}

export function toContactLine(
  deps: Pick<Deps, "seal" | "clock">,
  row: Schema["contact"],
  readerId: string,
): ContactLine {
  const { note, referral } = openNote(deps, row);
  return {
    id: row.id,
    channel: row.channel,
    purpose: row.purpose,
    service: row.service,
    kind: row.kind,
    receivedAt: row.received_at,
    answeredAt: row.answered_at,
    closedAt: row.closed_at,
    outcome: row.outcome as ContactLine["outcome"],
    requestId: row.request_id,
    hasNote: note !== undefined,
    referral: referral ?? null,
    canTakeBack: mayTakeBack(row, readerId, deps.clock()),
    seq: row.seq,
  };
}

export function mayTakeBack(
  row: Pick<Schema["contact"], "recorded_by" | "received_at" | "seq">,
  readerId: string,
  now: number,
): boolean {
  return row.recorded_by === readerId && row.seq === 1 && now - row.received_at <= TAKE_BACK_MS;
}

import { z } from "zod";
import { changeContact, type ContactChange } from "#server/contacts/change-contact.ts";
import { openNote, toContactLine, type ContactLine } from "#server/contacts/contact-line.ts";
import { getPolicy } from "#server/deliveries/record-deliveries.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { words } from "#server/http/words.ts";
import type { Schema } from "#server/store/schema.ts";
import { recordChanges } from "#server/store/store.ts";

const seq = z.int().min(1);

/**
 * What came of an open contact. A referral out of the association's field (clause T5) stays open until the person knows:
 * `told` says whether they do.
 */
export const ContactOutcome = z.discriminatedUnion("outcome", [
  z.strictObject({ seq, outcome: z.enum(["answered", "no-answer"]) }),
  z.strictObject({ seq, outcome: z.literal("referred"), to: words(300, 2), told: z.boolean() }),
  z.strictObject({ seq, outcome: z.literal("told") }),
]);
export type ContactOutcome = z.infer<typeof ContactOutcome>;

/** Says what came of a contact; throws `conflict` when somebody else did so before. */
export async function closeContact(
  deps: Pick<Deps, "store" | "seal" | "clock" | "policies">,
  caller: Pick<Caller, "associationId" | "id">,
  id: string,
  came: ContactOutcome,
): Promise<ContactLine> {
  const policy = getPolicy(deps, caller.associationId);
  const now = deps.clock();
  const row = await deps.store.write(async (tx) => {
    const changed = await changeContact(tx, deps, { policy, id, expectedSeq: came.seq }, (before) =>
      toContactChange(deps, before, came, now),
    );
    await recordChanges(tx, deps.store.dialect, changed.changes);
    return changed.row;
  });
  return toContactLine(deps, row, caller.id);
}

function toContactChange(
  deps: Pick<Deps, "seal">,
  row: Schema["contact"],
  came: ContactOutcome,
  now: number,
): ContactChange {
  const { referral } = openNote(deps, row);
  const answered = { answered_at: row.answered_at ?? now, closed_at: now };
  switch (came.outcome) {
    case "told":
      if (!referral) throw new AppError("unprocessable", "Nobody was referred here.", { reason: "not-referred" });
      return { ...answered, referral: { ...referral, told: true } };
    case "referred":
      return { ...(came.told ? answered : {}), outcome: "referred", referral: { to: came.to, told: came.told } };
    default:
      if (referral)
        throw new AppError("unprocessable", "They wait to be told of the referral.", { reason: "referred" });
      return came.outcome === "answered"
        ? { ...answered, outcome: "answered" }
        : { closed_at: now, outcome: "no-answer" };
  }
}

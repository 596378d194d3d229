import { z } from "zod";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { changeAction } from "#server/actions/change-action.ts";
import { ActionWords, checkWords, policyOf } from "#server/actions/open-action.ts";

/** `seq` is what the person saw. How it is measured never changes: before and after must be the same question. */
export const ActionEdit = ActionWords.extend({ seq: z.int().min(1) });
export type ActionEdit = z.infer<typeof ActionEdit>;

/** Changes the words of an action that is still open; throws `unprocessable` once it is closed. */
export async function editAction(
  deps: Pick<Deps, "policies" | "store">,
  { associationId, id }: { associationId: string; id: string },
  { seq, finding, change, owner, dueOn }: ActionEdit,
): Promise<void> {
  checkWords(policyOf(deps, associationId), { owner });
  await changeAction(deps, { associationId, id, seq }, (row) => {
    if (row.done_on !== null)
      throw new AppError("unprocessable", "It is closed, and stays as it is.", { reason: "closed" });
    return { set: { finding, change, owner, due_on: dueOn } };
  });
}

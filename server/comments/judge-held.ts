import { z } from "zod";
import type { Json } from "#surveys/form.ts";
import { redact } from "#surveys/redact.ts";
import { recordAudit } from "#server/audit/record-audit.ts";
import { createNameFinder } from "#server/comments/find-names.ts";
import { commentChanges } from "#server/comments/comment-change.ts";
import { replaceTexts } from "#server/comments/replace-texts.ts";
import { staffNames } from "#server/comments/staff-names.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { words } from "#server/http/words.ts";
import { recordChanges } from "#server/store/store.ts";

/** `release`: shown from now on, in these words, one for each text in the order listed. `keep`: never shown. */
export const HeldVerdict = z.discriminatedUnion("verdict", [
  z.strictObject({ verdict: z.literal("release"), texts: z.array(words(5_000, 1)).min(1).max(50) }),
  z.strictObject({ verdict: z.literal("keep") }),
]);
export type HeldVerdict = z.infer<typeof HeldVerdict>;

/**
 * A quality officer releases a held comment without the name in it, or keeps it held (clause C7b). The words that were
 * released are the only ones that stay. Throws `unprocessable` when a name still stands in them, `conflict` when somebody
 * judged before, `notFound`.
 */
export async function judgeHeldComment(
  deps: Pick<Deps, "store" | "forms" | "policies" | "clock" | "seal">,
  caller: Caller,
  id: string,
  given: HeldVerdict,
): Promise<void> {
  const { associationId } = caller;
  const finder = createNameFinder(await staffNames(deps.store.read, associationId));
  await deps.store.write(async (tx) => {
    const held = await tx
      .updateTable("held_comment")
      .set({
        state: given.verdict === "release" ? "released" : "kept",
        judged_by: caller.id,
        judged_at: deps.clock(),
      })
      .where("association_id", "=", associationId)
      .where("response_id", "=", id)
      .where("state", "=", "held")
      .returning("response_id")
      .executeTakeFirst();
    const row = await tx
      .selectFrom("response")
      .selectAll()
      .where("association_id", "=", associationId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) throw new AppError("notFound", "There is no such comment.");
    if (!held) throw new AppError("conflict", "Somebody else has looked at this already.", { reason: "changed" });
    await recordAudit(tx, deps, caller, { act: "change", entity: "comment", entityId: id });
    if (given.verdict === "keep") return;

    const form = await deps.forms.get(associationId, row.form_id, row.form_version);
    const answers = JSON.parse(row.answers) as Record<string, Json>;
    const before = form.compiled.toComments(answers);
    if (before.length !== given.texts.length) {
      throw new AppError("unprocessable", `Send ${before.length} texts, in the order listed.`, { reason: "texts" });
    }
    const named = given.texts.findIndex((text) => finder(text));
    if (named >= 0) {
      throw new AppError("unprocessable", "A name still stands in the text.", { reason: "names", text: named });
    }
    const replaced = new Map(before.map(({ item }, index) => [item, redact(given.texts[index] ?? "").text]));
    await tx
      .updateTable("response")
      .set({ answers: JSON.stringify(replaceTexts(form.compiled, answers, replaced)) })
      .where("association_id", "=", associationId)
      .where("id", "=", id)
      .execute();
    const count = { measure: "comment-held", countedAt: deps.clock(), outcome: "released" } as const;
    const changes = await commentChanges(tx, deps.policies.get(associationId), row, count);
    await recordChanges(tx, deps.store.dialect, changes);
  });
}

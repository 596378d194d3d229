import { z } from "zod";
import { recordAudit } from "#server/audit/record-audit.ts";
import { getCase } from "#server/cases/find-case.ts";
import { NewPerson } from "#server/cases/open-case.ts";
import { personVersionOf } from "#server/cases/read-case.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import type { Caller } from "#server/http/caller.ts";
import { placeOf } from "#server/store/seal.ts";

export const ChangedPerson = z.strictObject({ version: z.string().max(64), person: NewPerson });

/** Corrects how somebody is called and reached. Throws `conflict` when others did so since `version` was read. */
export async function changePerson(
  deps: Pick<Deps, "policies" | "store" | "seal" | "clock">,
  caller: Caller,
  id: string,
  { version, person }: z.infer<typeof ChangedPerson>,
): Promise<void> {
  const { associationId } = caller;
  await getCase(deps, associationId, id);
  await deps.store.write(async (tx) => {
    let query = tx
      .selectFrom("case_file")
      .select("person_sealed")
      .where("association_id", "=", associationId)
      .where("id", "=", id);
    if (deps.store.dialect === "postgres") query = query.forUpdate();
    const kept = await query.executeTakeFirstOrThrow();
    if (personVersionOf(kept) !== version) {
      throw new AppError("conflict", "Somebody else has changed this meanwhile. Nothing was overwritten.", {
        reason: "changed",
        since: [],
      });
    }
    await recordAudit(tx, deps, caller, { act: "change", entity: "case", entityId: id });
    await tx
      .updateTable("case_file")
      .set({ person_sealed: deps.seal.seal(person, placeOf("case_file", "person", associationId, id)) })
      .where("association_id", "=", associationId)
      .where("id", "=", id)
      .execute();
  });
}

import { createNameFinder } from "#server/comments/find-names.ts";
import type { Caller } from "#server/http/caller.ts";
import { Role, mayDo } from "#server/accounts/roles.ts";
import type { WriteTransaction } from "#server/store/store.ts";

/**
 * Whether a complaint may concern whoever wants to answer it: it names them, or they worked on the request that it is
 * about. They do not answer it themselves.
 */
export async function mayConcern(
  tx: WriteTransaction,
  caller: Pick<Caller, "associationId" | "id" | "name" | "type">,
  complaint: { requestId: string | null; text: string },
): Promise<boolean> {
  if (caller.type === "person" && createNameFinder([caller.name], { titles: false })(complaint.text)) return true;
  if (complaint.requestId === null) return false;
  const worked = await tx
    .selectFrom("journey_event")
    .select("seq")
    .where("association_id", "=", caller.associationId)
    .where("subject", "=", "request")
    .where("subject_id", "=", complaint.requestId)
    .where("actor_id", "=", caller.id)
    .executeTakeFirst();
  return worked !== undefined;
}

/** Names of those who may open a complaint instead of a reader whom it may concern. */
export async function listOthers(
  tx: WriteTransaction,
  caller: Pick<Caller, "associationId" | "id">,
  complaint: { requestId: string | null; text: string },
): Promise<string[]> {
  const people = await tx
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .select(["user.id", "user.name"])
    .where("membership.association_id", "=", caller.associationId)
    .where("membership.user_id", "!=", caller.id)
    .where(
      "membership.role",
      "in",
      Role.options.filter((role) => mayDo(role, "answerComplaints")),
    )
    .orderBy("user.name")
    .execute();
  const others: string[] = [];
  for (const { id, name } of people) {
    const person = { associationId: caller.associationId, id, name, type: "person" } as const;
    if (!(await mayConcern(tx, person, complaint))) others.push(name);
  }
  return others;
}

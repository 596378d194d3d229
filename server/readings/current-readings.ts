import type { Kysely } from "kysely";
import { todayIn } from "#policies/calendar.ts";
import type { Policy } from "#policies/schema.ts";
import type { BilingualText } from "#policies/text.ts";
import { currentVersion, getPolicyVersion } from "#server/policy/get-policy-version.ts";
import type { Schema } from "#server/store/schema.ts";

/** The version of a text that everybody reads now. */
export type Reading = {
  readonly id: string;
  readonly name: BilingualText;
  readonly version: number;
  /** The day of that version, `YYYY-MM-DD`. */
  readonly on: string;
  /** The document on the shelf; null for the policy itself, and while nobody has put the text there. */
  readonly documentId: string | null;
};

/** `on`: the day of the policy's current version. */
export type CurrentReadings = {
  readonly policy: Policy;
  readonly version: number;
  readonly on: string;
  readonly readings: readonly Reading[];
};

/**
 * What is to be read: the policy in its current version, other texts in the version of the shelf (clauses C19, T18). A text
 * that is not on the shelf yet counts as version 1 from the policy's first day, since it may be read on paper. Undefined
 * for an association whose policy was never kept.
 */
export async function currentReadings(
  keeper: object,
  db: Kysely<Schema>,
  associationId: string,
): Promise<CurrentReadings | undefined> {
  const version: number | null = await currentVersion(db, associationId);
  if (version === null) return undefined;
  const policy = await getPolicyVersion(keeper, db, associationId, version);
  const days = await db
    .selectFrom("policy_version")
    .select(["version", "created_at"])
    .where("association_id", "=", associationId)
    .orderBy("version")
    .execute();
  const documents = await db
    .selectFrom("shelf_document")
    .select(["id", "tool", "version", "added_at"])
    .where("association_id", "=", associationId)
    .orderBy("version", "desc")
    .execute();
  const day = (at: number | undefined) => todayIn(policy.timeZone, at ?? 0);
  const versionDay = day(days.at(-1)?.created_at);
  const readings = policy.readings.map(({ id, name }) => {
    if (id === "policy") return { id, name, version, on: versionDay, documentId: null };
    const document = documents.find(({ tool }) => tool === id);
    if (!document) return { id, name, version: 1, on: day(days[0]?.created_at), documentId: null };
    // The first document is the text that was read on paper until then: its day does not move.
    const on = document.version === 1 ? day(days[0]?.created_at) : day(document.added_at);
    return { id, name, version: document.version, on, documentId: document.id };
  });
  return { policy, version, on: versionDay, readings };
}

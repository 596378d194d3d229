import { groupBy } from "#server/store/group-by.ts";
import type { Source } from "#server/respond/find-source.ts";
import type { Schema } from "#server/store/schema.ts";
import { recordChanges, type Change, type Store, type WriteTransaction } from "#server/store/store.ts";

/** A submission that has been judged and is ready to be kept. */
export type Submission = {
  readonly source: Source;
  readonly submissionHash: string;
  readonly bodyHash: string;
  readonly partial: boolean;
  readonly now: number;
  /** The row to keep; `id` is random and says nothing of the invitation. */
  readonly response: Schema["response"];
};

/**
 * `created`: kept now. `replayed`: this very submission was kept before. `changed`: its id came before with another body;
 * the first stands. `answered`: the link was used by somebody else's submission. `gone`: the link ended meanwhile.
 */
export type SubmissionOutcome = "created" | "replayed" | "changed" | "answered" | "gone";

/** Keeps a batch of submissions in one transaction; outcomes in the order of the batch. */
export function commitSubmissions(store: Store, batch: readonly Submission[]): Promise<SubmissionOutcome[]> {
  return store.write(async (tx) => {
    const seen = await findSeen(tx, batch);
    const outcomes = new Array<SubmissionOutcome | undefined>(batch.length);
    const fresh: number[] = [];
    batch.forEach((submission, index) => {
      const key = keyOf(submission);
      const known = seen.get(key);
      if (known === undefined) {
        seen.set(key, fingerprint(submission.source.id, submission.bodyHash));
        fresh.push(index);
      } else outcomes[index] = known === fingerprint(submission.source.id, submission.bodyHash) ? "replayed" : "changed";
    });

    const taken = await takeInvitations(tx, fresh.map((index) => batch[index] as Submission));
    const kept: Submission[] = [];
    for (const index of fresh) {
      const submission = batch[index] as Submission;
      if (submission.source.type === "servicePoint" || taken.get(submission.source.id) === submission) {
        kept.push(submission);
        outcomes[index] = "created";
      } else outcomes[index] = submission.source.answered || taken.has(submission.source.id) ? "answered" : "gone";
    }
    await keep(tx, store, kept);
    // A twin in the same batch of a submission that was not kept shares its fate.
    batch.forEach((submission, index) => {
      if (outcomes[index] !== "replayed") return;
      const first = batch.findIndex((other) => keyOf(other) === keyOf(submission));
      if (first < index && outcomes[first] !== "created" && outcomes[first] !== "replayed") outcomes[index] = outcomes[first];
    });
    return outcomes as SubmissionOutcome[];
  });
}

const keyOf = (submission: Submission) => `${submission.source.associationId} ${submission.submissionHash}`;
const fingerprint = (sourceId: string, bodyHash: string) => `${sourceId} ${bodyHash}`;

async function findSeen(tx: WriteTransaction, batch: readonly Submission[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (const [associationId, group] of byAssociation(batch)) {
    const rows = await tx
      .selectFrom("submission")
      .select(["id_hash", "source_id", "body_hash"])
      .where("association_id", "=", associationId)
      .where("id_hash", "in", group.map((submission) => submission.submissionHash))
      .execute();
    for (const row of rows) seen.set(`${associationId} ${row.id_hash}`, fingerprint(row.source_id, row.body_hash));
  }
  return seen;
}

/** Uses up each invitation for the first submission of the batch that holds it; the map says which one that is. */
async function takeInvitations(tx: WriteTransaction, fresh: readonly Submission[]): Promise<Map<string, Submission | undefined>> {
  const first = new Map<string, Submission>();
  for (const submission of fresh) {
    if (submission.source.type === "invitation" && !first.has(submission.source.id)) first.set(submission.source.id, submission);
  }
  const taken = new Map<string, Submission | undefined>();
  for (const [associationId, group] of byAssociation([...first.values()])) {
    for (const [answeredOn, sameDay] of groupBy(group, (submission) => submission.response.answered_on)) {
      const ids = sameDay.map((submission) => submission.source.id);
      const rows = await tx
        .updateTable("invitation")
        .set({ answered_on: answeredOn })
        .where("association_id", "=", associationId)
        .where("id", "in", ids)
        .where("answered_on", "is", null)
        .where("revoked_at", "is", null)
        .returning("id")
        .execute();
      for (const row of rows) taken.set(row.id, first.get(row.id));
      if (rows.length === ids.length) continue;
      const used = await tx
        .selectFrom("invitation")
        .select("id")
        .where("association_id", "=", associationId)
        .where("id", "in", ids)
        .where("answered_on", "is not", null)
        .execute();
      for (const row of used) if (!taken.has(row.id)) taken.set(row.id, undefined);
    }
  }
  return taken;
}

async function keep(tx: WriteTransaction, store: Store, kept: readonly Submission[]): Promise<void> {
  if (kept.length === 0) return;
  await tx
    .insertInto("submission")
    .values(
      kept.map(({ source, submissionHash, bodyHash }) => ({
        association_id: source.associationId,
        id_hash: submissionHash,
        source_id: source.id,
        body_hash: bodyHash,
      })),
    )
    .execute();
  await tx
    .insertInto("response")
    .values(kept.map(({ response }) => response))
    .execute();
  await recordChanges(tx, store.dialect, kept.flatMap(toChanges));
}

function toChanges({ source, response, partial }: Submission): Change[] {
  const association_id = source.associationId;
  const changes: Change[] = [{ association_id, entity: "response", event: "given", entity_id: response.id }];
  if (source.type === "invitation") {
    changes.push({ association_id, entity: "invitation", event: "answered", entity_id: source.id });
    if (partial) changes.push({ association_id, entity: "invitation", event: "partial", entity_id: source.id });
  }
  return changes;
}

function byAssociation(batch: readonly Submission[]): Map<string, Submission[]> {
  return groupBy(batch, (submission) => submission.source.associationId);
}

import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { z } from "zod";
import { todayIn } from "#policies/calendar.ts";
import { areWeights, type PriorityWeights } from "#policies/priority.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { getPartnership, type PartnershipRule } from "#server/partners/partnership-rule.ts";
import { line } from "#server/partners/plain-texts.ts";
import type { Schema } from "#server/store/schema.ts";

/** A version of the weights: what the committee voted for, in which meeting; the first is the policy's own. */
export type WeightsVersion = {
  readonly version: number;
  readonly weights: PriorityWeights;
  /** "" for the policy's own. */
  readonly meeting: string;
  readonly decidedOn: string;
  /** Of the lottery between equals: drawn by the server when the committee votes; of the policy's own, the association's id. */
  readonly seed: string;
};

const Weight = z.number().min(0).max(1);
export const NewWeights = z.strictObject({
  weights: z.strictObject({ impact: Weight, need: Weight, unserved: Weight, study: Weight }),
  meeting: line(150),
  decidedOn: z.iso.date(),
});

/** Newest first; the policy's own weights last. */
export async function listWeights(
  db: Kysely<Schema>,
  associationId: string,
  rule: Pick<PartnershipRule, "weights">,
): Promise<[WeightsVersion, ...WeightsVersion[]]> {
  const rows = await db
    .selectFrom("priority_weights")
    .selectAll()
    .where("association_id", "=", associationId)
    .orderBy("version", "desc")
    .execute();
  const voted = rows.map((row) => ({
    version: row.version,
    weights: JSON.parse(row.weights) as PriorityWeights,
    meeting: row.meeting,
    decidedOn: row.decided_on,
    seed: row.seed,
  }));
  const first: WeightsVersion = { version: 1, weights: rule.weights, meeting: "", decidedOn: "", seed: associationId };
  const [newest, ...older] = voted;
  return newest ? [newest, ...older, first] : [first];
}

/** Keeps weights that the committee voted for. Throws `unprocessable` when they are not shares of one whole. */
export async function decideWeights(
  deps: Pick<Deps, "store" | "policies" | "clock">,
  { associationId, by, ...input }: z.infer<typeof NewWeights> & { associationId: string; by: string },
): Promise<{ version: number }> {
  const { policy } = getPartnership(deps, associationId);
  if (!areWeights(input.weights)) {
    throw new AppError("unprocessable", "The weights have to add up to 100 %.", { reason: "weights" });
  }
  if (input.decidedOn > todayIn(policy.timeZone, deps.clock())) {
    throw new AppError("unprocessable", "The meeting has not taken place yet.", {
      reason: "future",
      path: "decidedOn",
    });
  }
  return deps.store.write(async (tx) => {
    const latest = await tx
      .selectFrom("priority_weights")
      .select(({ fn }) => fn.max<number | null>("version").as("version"))
      .where("association_id", "=", associationId)
      .executeTakeFirst();
    const version = (latest?.version ?? 1) + 1;
    await tx
      .insertInto("priority_weights")
      .values({
        association_id: associationId,
        version,
        weights: JSON.stringify(input.weights),
        meeting: input.meeting,
        decided_on: input.decidedOn,
        by,
        seed: randomBytes(16).toString("hex"),
      })
      .execute();
    return { version };
  });
}

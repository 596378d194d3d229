import type { Milestone, MilestoneMeasure } from "#analytics/milestones.ts";
import type { Deps } from "#server/deps.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { policyMilestone } from "#server/policy/policy-milestone.ts";
import { currentReadings } from "#server/readings/current-readings.ts";
import { listStaff } from "#server/readings/list-staff.ts";
import { recordChanges, type Change, type WriteTransaction } from "#server/store/store.ts";

type Wanted = Pick<Milestone, "measure" | "outcome" | "step" | "countedOn" | "n">;

const MEASURES: readonly MilestoneMeasure[] = [
  "acknowledgement-due",
  "acknowledgement",
  "circulation-due",
  "circulation",
];

/**
 * Brings what analytics was told of readings and circulation to what is so now: who works here, who has read the current
 * versions, which units have the current copy. Counts the difference only, down as well when somebody leaves, so it may be
 * called at any time; `step` is the text and its version. The changes are recorded as the transaction's last act.
 */
export async function recountReadings(
  tx: WriteTransaction,
  { store }: Pick<Deps, "store">,
  associationId: string,
): Promise<Change[]> {
  await takeTurn(tx, store.dialect, associationId);
  const counted = await tx
    .selectFrom("milestone")
    .select(({ fn }) => ["measure", "outcome", "step", fn.sum<number | string>("n").as("n")])
    .where("association_id", "=", associationId)
    .where("measure", "in", MEASURES)
    .groupBy(["measure", "outcome", "step"])
    .execute();
  const wanted = await countNow(tx, store, associationId);
  const milestones = wanted.flatMap(({ n, ...what }) => {
    const { measure, outcome, step } = what;
    const before = counted.find((one) => one.measure === measure && one.outcome === outcome && one.step === step);
    const difference = n - Number(before?.n ?? 0);
    return difference === 0 ? [] : [policyMilestone({ ...what, n: difference })];
  });
  return recordMilestones(tx, associationId, milestones);
}

/** What was read or handed out: versions of two texts are not the same step. */
export function toStep(reading: string, version: number): string {
  return `${reading}/v${version}`;
}

async function countNow(tx: WriteTransaction, store: object, associationId: string): Promise<Wanted[]> {
  const current = await currentReadings(store, tx, associationId);
  if (!current) return [];
  const staff = new Set((await listStaff(tx, associationId)).map(({ userId }) => userId));
  const read = await tx
    .selectFrom("acknowledgement")
    .select(["user_id", "reading", "version"])
    .where("association_id", "=", associationId)
    .execute();
  const given = await tx
    .selectFrom("circulation")
    .select("unit")
    .where("association_id", "=", associationId)
    .where("version", "=", current.version)
    .execute();
  return [
    ...current.readings.flatMap(({ id, version, on }): Wanted[] => {
      const done = read.filter((row) => row.reading === id && row.version === version && staff.has(row.user_id)).length;
      const what = { outcome: id, step: toStep(id, version), countedOn: on };
      return [
        { ...what, measure: "acknowledgement-due", n: staff.size },
        { ...what, measure: "acknowledgement", n: done },
      ];
    }),
    ...current.policy.units.flatMap(({ id }): Wanted[] => {
      const what = { outcome: id, step: toStep("policy", current.version), countedOn: current.on };
      return [
        { ...what, measure: "circulation-due", n: 1 },
        { ...what, measure: "circulation", n: given.some(({ unit }) => unit === id) ? 1 : 0 },
      ];
    }),
  ];
}

/** On PostgreSQL two who count at the same time would both add the same difference; SQLite has one writer. */
async function takeTurn(tx: WriteTransaction, dialect: Deps["store"]["dialect"], associationId: string): Promise<void> {
  if (dialect === "sqlite") return;
  await tx.selectFrom("association").select("id").where("id", "=", associationId).forNoKeyUpdate().execute();
}

/** Recounts every association at the start, when a new version of a policy may have come. */
export async function recountAllReadings({ store, policies }: Pick<Deps, "store" | "policies">): Promise<void> {
  for (const associationId of policies.keys()) {
    await store.write(async (tx) =>
      recordChanges(tx, store.dialect, await recountReadings(tx, { store }, associationId)),
    );
  }
}

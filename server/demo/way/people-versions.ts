import { hash } from "node:crypto";
import type { Policy } from "#policies/schema.ts";
import { DAY, type Timeline } from "#server/demo/timeline.ts";
import type { Deps } from "#server/deps.ts";
import { recordMilestones } from "#server/journeys/record-milestones.ts";
import { forgetVersions } from "#server/policy/get-policy-version.ts";
import { policyMilestone } from "#server/policy/policy-milestone.ts";
import { recordChanges, type WriteTransaction } from "#server/store/store.ts";

/** How many days ago each policy came as it stands now, and whether it was amended then. */
const CURRENT: Readonly<Record<string, { readonly daysAgo: number; readonly isAmended: boolean }>> = {
  yusr: { daysAgo: 290, isAmended: true },
  tuwaiq: { daysAgo: 300, isAmended: true },
  bazil: { daysAgo: 320, isAmended: true },
  ibtissam: { daysAgo: 250, isAmended: false },
  amal: { daysAgo: 210, isAmended: false },
};
const FIRST_DAYS_BEFORE = 90;
const READINGS = ["acknowledgement-due", "acknowledgement", "circulation-due", "circulation"] as const;

type VersionDeps = Pick<Deps, "store" | "policies">;

/**
 * Gives the policies a past, before anybody acts by them: three were amended in their own settings, none in its adopted
 * text. The readings that were counted at the start are taken out, since they belong to another day now.
 */
export async function writeVersions({ store, policies }: VersionDeps, { startsAt, endsAt }: Timeline): Promise<void> {
  await store.write(async (tx) => {
    const changes = [];
    for (const [associationId, policy] of policies) {
      const { daysAgo, isAmended } = CURRENT[associationId] ?? { daysAgo: 200, isAmended: false };
      const since = endsAt - daysAgo * DAY;
      await putFirst(tx, isAmended ? earlier(policy) : policy, isAmended ? startsAt - FIRST_DAYS_BEFORE * DAY : since);
      if (isAmended) await putSecond(tx, policy, since);
      changes.push(...(await takeBackReadings(tx, associationId)));
    }
    await recordChanges(tx, store.dialect, changes);
  });
  forgetVersions(store);
}

/** What began before a policy was amended goes on by its first version. */
export async function keepFirstVersions({ store, policies }: VersionDeps, { endsAt }: Timeline): Promise<void> {
  await store.write(async (tx) => {
    for (const associationId of policies.keys()) {
      const { daysAgo, isAmended } = CURRENT[associationId] ?? { daysAgo: 0, isAmended: false };
      if (!isAmended) continue;
      for (const table of ["request", "partner_request"] as const) {
        await tx
          .updateTable(table)
          .set({ policy_version: 1 })
          .where("association_id", "=", associationId)
          .where("opened_at", "<", endsAt - daysAgo * DAY)
          .execute();
      }
    }
  });
}

/** The association's own settings as they were: fewer units, more days to close a complaint, another time to keep contacts. */
function earlier(policy: Policy): Policy {
  const { complaints, retentionMonths, units } = policy;
  return {
    ...policy,
    units: units.slice(0, -1),
    ...(complaints ? { complaints: { ...complaints, closeDays: complaints.closeDays + 15 } } : {}),
    ...(retentionMonths ? { retentionMonths: { ...retentionMonths, contacts: retentionMonths.contacts + 12 } } : {}),
  };
}

async function putFirst(tx: WriteTransaction, policy: Policy, createdAt: number): Promise<void> {
  await tx
    .updateTable("policy_version")
    .set({ ...contentOf(policy), created_at: createdAt })
    .where("association_id", "=", policy.id)
    .where("version", "=", 1)
    .execute();
}

async function putSecond(tx: WriteTransaction, policy: Policy, createdAt: number): Promise<void> {
  const row = { association_id: policy.id, version: 2, ...contentOf(policy), created_at: createdAt };
  await tx.insertInto("policy_version").values(row).execute();
}

function contentOf(policy: Policy) {
  const content = JSON.stringify(policy);
  return { content, content_hash: hash("sha256", content) };
}

async function takeBackReadings(tx: WriteTransaction, associationId: string) {
  const counted = await tx
    .selectFrom("milestone")
    .select(({ fn }) => ["measure", "outcome", "step", "counted_on", fn.sum<number | string>("n").as("n")])
    .where("association_id", "=", associationId)
    .where("measure", "in", READINGS)
    .groupBy(["measure", "outcome", "step", "counted_on"])
    .execute();
  const taken = counted.flatMap(({ measure, outcome, step, counted_on: countedOn, n }) => {
    const known = READINGS.find((one) => one === measure);
    return known && Number(n) !== 0
      ? [policyMilestone({ measure: known, outcome, step, countedOn, n: -Number(n) })]
      : [];
  });
  return recordMilestones(tx, associationId, taken);
}

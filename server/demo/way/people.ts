import { addAccount } from "#server/demo/way/people-accounts.ts";
import { fillShelf } from "#server/demo/way/people-shelf.ts";
import { COLLEAGUES, WITHOUT_COPY } from "#server/demo/way/people-words.ts";
import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import { createRandom } from "#server/demo/random.ts";
import { dateAt, DAY } from "#server/demo/timeline.ts";
import { Role } from "#server/accounts/roles.ts";
import { acknowledge } from "#server/readings/acknowledge.ts";
import { currentReadings } from "#server/readings/current-readings.ts";
import { listStaff } from "#server/readings/list-staff.ts";
import { recordCirculation } from "#server/readings/record-circulation.ts";

/** Who works at an association, what they have read, which unit has which copy, and what is on the shelf. */
export async function keepPeople(stage: Stage): Promise<void> {
  await addColleagues(stage);
  await fillShelf(stage);
  await readPolicy(stage);
  await circulate(stage);
}

async function addColleagues({ way, policy, timeline, seed }: Stage): Promise<void> {
  const random = createRandom(seed, `way ${policy.id} colleagues`);
  for (const [index, { role, name }] of (COLLEAGUES[policy.id] ?? []).entries()) {
    const email = `staff${index + 1}@${policy.id}.example`;
    await addAccount(way, random, { associationId: policy.id, role, name, email, at: timeline.startsAt });
  }
}

/** Most confirm the current version within some weeks (clauses C19, T18); the newest colleague has not yet. */
async function readPolicy({ way, policy, timeline, seed }: Stage): Promise<void> {
  const random = createRandom(seed, `way ${policy.id} readings`);
  const current = await currentReadings(way.deps.store, way.tx, policy.id);
  if (!current) throw new Error(`${policy.id}: the demonstration has no version of the policy`);
  const staff = await listStaff(way.tx, policy.id);
  const newest = COLLEAGUES[policy.id]?.at(-1)?.name;
  for (const { id: reading, version, on } of current.readings) {
    const readers = staff.filter(({ name }) => name !== newest);
    for (const { userId, role } of readers) {
      const at = toOfficeTime(random, Date.parse(`${on}T06:00:00Z`) + random.exponential(14) * DAY);
      way.at(Math.min(at, timeline.endsAt - DAY));
      const caller = { type: "person", id: userId, role: Role.parse(role), associationId: policy.id } as const;
      await acknowledge(way.deps, caller, { reading, version });
    }
  }
}

/** A copy for every unit (clause T19), but for one at some associations. */
async function circulate({ way, policy, timeline, staff, seed }: Stage): Promise<void> {
  const random = createRandom(seed, `way ${policy.id} circulation`);
  const current = await currentReadings(way.deps.store, way.tx, policy.id);
  if (!current) return;
  const by = staff(policy.id, "quality")[0];
  for (const { id: unit } of policy.units.filter(({ id }) => WITHOUT_COPY[policy.id] !== id)) {
    const at = toOfficeTime(random, Date.parse(`${current.on}T06:00:00Z`) + random.between(1, 20) * DAY);
    way.at(Math.min(at, timeline.endsAt - DAY));
    await recordCirculation(way.deps, by, { unit, version: current.version, givenOn: dateAt(at) });
  }
}

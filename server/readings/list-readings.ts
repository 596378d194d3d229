import type { Deps } from "#server/deps.ts";
import type { Caller } from "#server/http/caller.ts";
import { currentReadings, type Reading } from "#server/readings/current-readings.ts";
import { listStaff, STAFF_ROLES, type StaffMember } from "#server/readings/list-staff.ts";

export type OwnReading = Reading & { readonly acknowledgedAt: number | null };

/** The texts that the caller reads, with when they confirmed the current version; none for whoever is not staff. */
export async function listOwnReadings(
  { store }: Pick<Deps, "store">,
  { type, id, role, associationId }: Pick<Caller, "type" | "id" | "role" | "associationId">,
): Promise<OwnReading[]> {
  if (type !== "person" || !STAFF_ROLES.includes(role)) return [];
  const current = await currentReadings(store, store.read, associationId);
  if (!current) return [];
  const rows = await store.read
    .selectFrom("acknowledgement")
    .select(["reading", "version", "at"])
    .where("association_id", "=", associationId)
    .where("user_id", "=", id)
    .execute();
  return current.readings.map((reading) => {
    const row = rows.find((one) => one.reading === reading.id && one.version === reading.version);
    return { ...reading, acknowledgedAt: row?.at ?? null };
  });
}

export type ReadingOverview = {
  readonly readings: readonly (Reading & {
    readonly people: readonly (StaffMember & { readonly acknowledgedAt: number | null })[];
  })[];
  /** Units and when each was given the current version of the policy, or which it has (clause T19). */
  readonly circulation: readonly {
    readonly unit: string;
    readonly name: { readonly ar: string; readonly en: string };
    readonly givenOn: string | null;
    readonly lastVersion: number | null;
  }[];
  readonly version: number;
};

/** Who has confirmed what, and which unit has which copy: a matter of staff's duty, never of results. */
export async function listReadingsOfAll(
  { store }: Pick<Deps, "store">,
  associationId: string,
): Promise<ReadingOverview> {
  const current = await currentReadings(store, store.read, associationId);
  if (!current) return { readings: [], circulation: [], version: 0 };
  const staff = await listStaff(store.read, associationId);
  const rows = await store.read
    .selectFrom("acknowledgement")
    .selectAll()
    .where("association_id", "=", associationId)
    .execute();
  const given = await store.read
    .selectFrom("circulation")
    .select(["unit", "version", "given_on"])
    .where("association_id", "=", associationId)
    .orderBy("version", "desc")
    .execute();
  return {
    version: current.version,
    readings: current.readings.map((reading) => ({
      ...reading,
      people: staff.map((member) => {
        const found = rows.find(
          (row) => row.user_id === member.userId && row.reading === reading.id && row.version === reading.version,
        );
        return { ...member, acknowledgedAt: found?.at ?? null };
      }),
    })),
    circulation: current.policy.units.map(({ id, name }) => {
      const last = given.find(({ unit }) => unit === id);
      const givenOn = last?.version === current.version ? last.given_on : null;
      return { unit: id, name, givenOn, lastVersion: last?.version ?? null };
    }),
  };
}

import { MILESTONES } from "#analytics/milestones.ts";
import type { MilestoneMeasure } from "#analytics/milestones.ts";
import type { AnalyticsRecord } from "#analytics/records.ts";
import type { Range } from "#server/feed/read-changes.ts";

/** Milestones by the number of their change. Throws for one of which analytics knows nothing: none may be lost unnoticed. */
export async function milestonesOf({ store, after, to }: Range): Promise<Map<number, AnalyticsRecord>> {
  const rows = await store.read
    .selectFrom("change as c")
    .innerJoin("milestone as m", (join) =>
      join.onRef("m.association_id", "=", "c.association_id").onRef("m.id", "=", "c.entity_id"),
    )
    .select(["c.seq", "m.association_id", "m.measure", "m.service", "m.channel", "m.kind", "m.step", "m.outcome"])
    .select(["m.counted_on", "m.duration", "m.n"])
    .where("c.seq", ">", after)
    .where("c.seq", "<=", to)
    .where("c.entity", "=", "milestone")
    .execute();
  return new Map(
    rows.map((row) => {
      const { service, channel, kind, step, outcome, duration, n } = row;
      if (!Object.hasOwn(MILESTONES, row.measure)) throw new Error(`the milestone "${row.measure}" is unknown`);
      return [
        row.seq,
        {
          type: "milestone",
          associationId: row.association_id,
          measure: row.measure as MilestoneMeasure,
          ...{ service, channel, kind, step, outcome, duration, n },
          countedOn: row.counted_on,
        },
      ];
    }),
  );
}

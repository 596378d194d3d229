import { pick } from "#server/demo/way/draw-person.ts";
import { EVIDENCE, NARRATIVES } from "#server/demo/way/partners-words.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import type { Random } from "#server/demo/random.ts";
import type { Doer } from "#server/journeys/in-journey.ts";
import { fileImpactReport } from "#server/partners/file-impact-report.ts";

/** Files the report that ends on a day: each indicator has come about so much of its way. */
export async function fileReport(
  { way, policy }: Stage,
  random: Random,
  {
    partnerId,
    requestId,
    doer,
    endsOn,
    told,
  }: { partnerId: string; requestId: string; doer: Doer; endsOn: string; told: { way: number; reached: number } },
): Promise<void> {
  const ofThis = <T extends "impact_report" | "indicator">(table: T) =>
    way.tx
      .selectFrom<"impact_report" | "indicator">(table)
      .selectAll()
      .where("association_id", "=", policy.id)
      .where("partner_request_id", "=", requestId);
  const report = await ofThis("impact_report").where("period_to", "=", endsOn).executeTakeFirstOrThrow();
  const indicators = await way.tx
    .selectFrom("indicator")
    .selectAll()
    .where("association_id", "=", policy.id)
    .where("partner_request_id", "=", requestId)
    .orderBy("name")
    .execute();
  const values = indicators.map(({ id, baseline, target }) => ({
    indicator: id,
    actual: Math.round(baseline + (target - baseline) * (told.way + random.between(-0.12, 0.12))),
    evidence: pick(random, EVIDENCE),
  }));
  await fileImpactReport(way.deps, {
    ...{ scope: { associationId: policy.id, partnerId }, reportId: report.id, doer },
    report: { narrative: pick(random, NARRATIVES), reached: told.reached, values },
  });
}

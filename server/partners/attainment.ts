import type { Kysely } from "kysely";
import type { Schema } from "#server/store/schema.ts";

export type Better = "higher" | "lower";
export type Attained = {
  /** Part of the way from the baseline to the target: (actual − baseline) ÷ (target − baseline); may be below 0 or above 1. */
  readonly share: number;
  /** `reached` from the whole way on, `partly` on the way, `missed` where nothing was gained. */
  readonly state: "reached" | "partly" | "missed";
};

/** How far an indicator came (clause T17). A target that equals its baseline is to be kept: reached or missed. */
export function attain(
  { baseline, target, better }: { baseline: number; target: number; better: Better },
  actual: number,
): Attained {
  if (target === baseline) {
    const isKept = better === "higher" ? actual >= target : actual <= target;
    return isKept ? { share: 1, state: "reached" } : { share: 0, state: "missed" };
  }
  const share = (actual - baseline) / (target - baseline);
  return { share, state: share >= 1 ? "reached" : share > 0 ? "partly" : "missed" };
}

/** The last reported way of each of a partner's indicators, 0..1: what its effect is judged by. */
export async function attainedOf(
  db: Kysely<Schema>,
  whose: { associationId: string; partnerId: string },
): Promise<number[]> {
  const last = new Map<string, number>();
  for (const row of await listReported(db, whose)) {
    const { share } = attain({ ...row, better: row.better as Better }, row.actual);
    last.set(row.id, Math.min(1, Math.max(0, share)));
  }
  return [...last.values()];
}

/** Every value that was filed of an indicator, of one partner or of all, oldest first. */
export function listReported(
  db: Kysely<Schema>,
  { associationId, partnerId }: { associationId: string; partnerId?: string },
) {
  return db
    .selectFrom("indicator_value")
    .innerJoin("impact_report", (join) =>
      join
        .onRef("impact_report.association_id", "=", "indicator_value.association_id")
        .onRef("impact_report.id", "=", "indicator_value.impact_report_id"),
    )
    .innerJoin("indicator", (join) =>
      join
        .onRef("indicator.association_id", "=", "indicator_value.association_id")
        .onRef("indicator.id", "=", "indicator_value.indicator_id"),
    )
    .innerJoin("partner_request", (join) =>
      join
        .onRef("partner_request.association_id", "=", "indicator.association_id")
        .onRef("partner_request.id", "=", "indicator.partner_request_id"),
    )
    .select(["partner_id", "indicator.id", "baseline", "target", "better", "actual"])
    .where("indicator_value.association_id", "=", associationId)
    .$if(partnerId !== undefined, (query) => query.where("partner_request.partner_id", "=", partnerId ?? ""))
    .where("impact_report.filed_at", "is not", null)
    .orderBy("impact_report.period_to")
    .execute();
}

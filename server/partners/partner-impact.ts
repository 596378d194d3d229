import type { Kysely } from "kysely";
import { wilsonInterval } from "#analytics/stats/wilson.ts";
import { todayIn } from "#policies/calendar.ts";
import { LEAST_RESULTS } from "#policies/priority.ts";
import { attain, listReported, type Better } from "#server/partners/attainment.ts";
import type { PartnerDeps } from "#server/partners/in-partnership.ts";
import { partnersOf } from "#server/partners/list-partnerships.ts";
import { getPartnership } from "#server/partners/partnership-rule.ts";
import type { Schema } from "#server/store/schema.ts";

/** What partnerships have brought about, as far as reports show it. Of a partner, or of all together. */
export type Impact = {
  readonly partnerships: number;
  readonly expected: number;
  readonly reached: number;
  readonly reports: { readonly due: number; readonly filed: number; readonly inTime: number };
  /** Indicators by the last value that was filed. */
  readonly indicators: { readonly reached: number; readonly partly: number; readonly missed: number };
  /** Share of indicators that reached their target, Wilson 95 %; null where fewer than three were reported: too little to say. */
  readonly share: { readonly value: number; readonly low: number; readonly high: number; readonly base: number } | null;
};
export type PartnerImpact = Impact & { readonly id: string; readonly name: string; readonly region: string };

/** The impact of all partners together and of each, by name: partners are not placed before one another. */
export async function readImpact(
  deps: PartnerDeps,
  associationId: string,
): Promise<{ all: Impact; partners: PartnerImpact[]; leastResults: number }> {
  const { policy } = getPartnership(deps, associationId);
  const db = deps.store.read;
  const today = todayIn(policy.timeZone, deps.clock());
  const partners = await partnersOf(db, associationId);
  const [requests, reports, results] = await readRows(db, associationId);
  const impactOf = (partnerId?: string): Impact => {
    const isOf = (row: { partner_id: string }) => partnerId === undefined || row.partner_id === partnerId;
    const mine = requests.filter(isOf);
    const due = reports.filter(isOf).filter(({ due_on: on, filed_at: filed }) => on <= today || filed !== null);
    const inTime = ({ filed_at: at, due_on: on }: { filed_at: number | null; due_on: string }) =>
      at !== null && todayIn(policy.timeZone, at) <= on;
    const states = [...lastOf(results.filter(isOf)).values()];
    const count = (state: string) => states.filter((one) => one === state).length;
    const indicators = { reached: count("reached"), partly: count("partly"), missed: count("missed") };
    const interval = wilsonInterval(indicators.reached, states.length);
    return {
      partnerships: mine.length,
      expected: sum(mine.map(({ expected }) => expected)),
      reached: sum(mine.map(({ reached }) => reached ?? 0)),
      reports: {
        due: due.length,
        filed: due.filter(({ filed_at: at }) => at !== null).length,
        inTime: due.filter(inTime).length,
      },
      indicators,
      share:
        interval && states.length >= LEAST_RESULTS
          ? { value: indicators.reached / states.length, ...interval, base: states.length }
          : null,
    };
  };
  return {
    all: impactOf(),
    partners: [...partners.values()].map(({ id, name, region }) => ({ id, name, region, ...impactOf(id) })),
    leastResults: LEAST_RESULTS,
  };
}

type Result = { id: string; baseline: number; target: number; better: string; actual: number };

function lastOf(results: readonly Result[]): Map<string, string> {
  return new Map(
    results.map((row) => [row.id, attain({ ...row, better: row.better as Better }, row.actual).state] as const),
  );
}

/** Partnerships with a signed agreement, their reports, and filed values oldest first. */
async function readRows(db: Kysely<Schema>, associationId: string) {
  const signed = db
    .selectFrom("agreement")
    .innerJoin("partner_request", (join) =>
      join
        .onRef("partner_request.association_id", "=", "agreement.association_id")
        .onRef("partner_request.id", "=", "agreement.partner_request_id"),
    )
    .where("agreement.association_id", "=", associationId)
    .where("agreement.association_signed_at", "is not", null)
    .where("agreement.partner_signed_at", "is not", null);
  const requests = await signed.select(["partner_id", "expected", "reached"]).execute();
  const reports = await db
    .selectFrom("impact_report")
    .innerJoin("partner_request", (join) =>
      join
        .onRef("partner_request.association_id", "=", "impact_report.association_id")
        .onRef("partner_request.id", "=", "impact_report.partner_request_id"),
    )
    .select(["partner_id", "due_on", "filed_at"])
    .where("impact_report.association_id", "=", associationId)
    .execute();
  const results = await listReported(db, { associationId });
  return [requests, reports, results] as const;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import type { Kysely } from "kysely";
import type { Policy } from "#policies/schema.ts";
import { journeyIn } from "#server/journeys/read-journey.ts";
import type { PartnerDeps } from "#server/partners/in-partnership.ts";
import type { PartnerRequestRow, PartnerRow, Scope } from "#server/partners/partner.ts";
import type { PartnershipLine, Standing } from "#server/partners/partnership-view.ts";
import { getPartnership } from "#server/partners/partnership-rule.ts";
import { decisionSteps, rankRequests, type Ranking } from "#server/partners/rank-requests.ts";
import { getPolicyVersion } from "#server/policy/get-policy-version.ts";
import type { Schema } from "#server/store/schema.ts";

/** Which requests: under way, ended, only those that wait for the committee, or all. */
export type Which = "open" | "ended" | "waiting" | "all";

/** Requests of partners: those that wait for a decision first, in the order of fairness; the others newest first. */
export async function listPartnerships(
  deps: PartnerDeps,
  { scope, which }: { scope: Scope; which: Which },
): Promise<PartnershipLine[]> {
  const { policy } = getPartnership(deps, scope.associationId);
  const db = deps.store.read;
  const rows = await rowsOf(db, scope, which, decisionSteps(policy));
  const partners = await partnersOf(db, scope.associationId);
  const ranking = await rankRequests(db, { policy, now: deps.clock() });
  const lines = [];
  for (const row of rows) {
    const ownPolicy = await getPolicyVersion(deps.store, db, row.association_id, row.policy_version);
    lines.push(toLine(row, { policy: ownPolicy, partner: partners.get(row.partner_id), ranking }));
  }
  return lines.toSorted((a, b) => (a.standing?.rank ?? Infinity) - (b.standing?.rank ?? Infinity) || b.since - a.since);
}

export function toLine(
  row: PartnerRequestRow,
  { policy, partner, ranking }: { policy: Policy; partner: PartnerRow | undefined; ranking: Ranking },
): PartnershipLine {
  const { steps, endings } = journeyIn(policy, row.journey);
  const place = [...steps, ...endings].find(({ id }) => id === (row.step ?? row.ending));
  return {
    id: row.id,
    partnerId: row.partner_id,
    partner: partner?.name ?? "",
    region: partner?.region ?? "",
    service: row.service,
    title: row.title,
    expected: row.expected,
    reached: row.reached,
    openedAt: row.opened_at,
    step: row.step,
    stepName: place?.name ?? { ar: row.step ?? "", en: row.step ?? "" },
    ending: row.ending,
    since: row.since,
    seq: row.seq,
    standing: toStanding(row.id, ranking),
  };
}

function toStanding(id: string, { ranked, weights }: Ranking): Standing | null {
  const found = ranked.find((one) => one.id === id);
  if (!found) return null;
  const { priority, rank, ranks, standing, tie } = found;
  return {
    ...{ score: priority.score, slices: priority.slices, rank, of: ranked.length, ranks, standing },
    ...{ weights: weights.version, seed: weights.seed },
    ...(tie ? { tie } : {}),
  };
}

async function rowsOf(
  db: Kysely<Schema>,
  { associationId, partnerId }: Scope,
  which: Which,
  waiting: readonly string[],
): Promise<PartnerRequestRow[]> {
  let query = db.selectFrom("partner_request").selectAll().where("association_id", "=", associationId);
  if (partnerId !== undefined) query = query.where("partner_id", "=", partnerId);
  if (which === "open") query = query.where("step", "is not", null);
  if (which === "ended") query = query.where("ending", "is not", null);
  if (which === "waiting") query = query.where("step", "in", waiting);
  return query.orderBy("opened_at", "desc").limit(500).execute();
}

/** The partners of an association by id. */
export async function partnersOf(db: Kysely<Schema>, associationId: string): Promise<Map<string, PartnerRow>> {
  const rows = await db
    .selectFrom("partner")
    .selectAll()
    .where("association_id", "=", associationId)
    .orderBy("name")
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

import { METRICS, MetricId } from "#analytics/metrics/catalogue.ts";
import type { Metric } from "#analytics/metrics/metric.ts";
import type { MetricValue } from "#analytics/query.ts";
import { todayIn } from "#policies/calendar.ts";
import type { Evidence } from "#policies/evidence-schema.ts";
import type { Policy } from "#policies/schema.ts";
import type { BilingualText } from "#policies/text.ts";
import type { Deps } from "#server/deps.ts";
import { AppError } from "#server/errors.ts";
import { askFigures } from "#server/metrics/ask-figures.ts";
import { scopeOf } from "#server/metrics/routes.ts";
import { askEvidence, type Figures, type MetricEvidence } from "#server/policy/ask-evidence.ts";
import { toEvidenceDates, type EvidencePeriod } from "#server/policy/evidence-period.ts";
import {
  judgeClause,
  judgeFigure,
  type EvidenceState,
  type Goal,
  type Judgement,
} from "#server/policy/judge-evidence.ts";
import { CHECK_LEADS_TO, leadsTo, type Behind } from "#server/policy/leads-to.ts";
import { keepToVersion } from "#server/policy/keep-to-version.ts";
import { nameKey } from "#server/policy/name-key.ts";
import { rememberFigures } from "#server/policy/remember-figures.ts";
import { runCheck, type CheckMaterial, type CheckResult } from "#server/policy/run-check.ts";
import { currentReadings } from "#server/readings/current-readings.ts";
import { listShelf } from "#server/shelf/list-shelf.ts";

/** A figure beside a clause, with all that is needed to trust it. */
export type FigureEvidence = Judgement & {
  readonly kind: "figure";
  readonly metric: string;
  /** The catalogue's words; null where it knows no such metric. */
  readonly words: Pick<Metric, "label" | "description" | "unit" | "better" | "base" | "source"> | null;
  readonly filters: readonly { dimension: string; values: readonly { key: string; name: BilingualText | null }[] }[];
  readonly by: string | null;
  readonly goal: Goal | null;
  readonly figure: MetricValue | null;
  /** The day of the version that it is about, where it is about one and not about the page's period. */
  readonly since: string | null;
  readonly trend: Figures["trend"];
  readonly parts: readonly { readonly key: string; readonly name: BilingualText | null; readonly value: MetricValue }[];
  readonly behind: Behind | null;
};
export type CheckEvidence = CheckResult & { readonly kind: "check"; readonly behind: Behind | null };
export type ShownEvidence = FigureEvidence | CheckEvidence;

export type ClauseEvidence = {
  readonly id: string;
  readonly text: string;
  readonly gloss: string;
  readonly state: EvidenceState;
  /** Places in `evidence` of what decides the state. */
  readonly decidedBy: readonly number[];
  readonly evidence: readonly ShownEvidence[];
};

export type PolicyEvidence = {
  readonly period: { readonly id: EvidencePeriod; readonly from: string; readonly to: string };
  readonly today: string;
  readonly k: number;
  readonly version: number | null;
  readonly approval: Policy["approval"] | null;
  readonly totals: Readonly<Record<EvidenceState, number>>;
  readonly clauses: readonly ClauseEvidence[];
};

/**
 * The policy clause by clause, each with its evidence, computed from what happened. Only what the catalogue of analytics
 * can say within the association's own thresholds is shown.
 */
export async function getEvidence(
  deps: Pick<Deps, "analytics" | "clock" | "feed" | "log" | "policies" | "store">,
  associationId: string,
  period: EvidencePeriod,
): Promise<PolicyEvidence> {
  const policy = deps.policies.get(associationId);
  if (!policy) throw new AppError("notFound", "There is nothing here.");
  const today = todayIn(policy.timeZone, deps.clock());
  const dates = toEvidenceDates(period, today, policy.calendar);
  const analytics = deps.analytics.forAssociation(scopeOf(deps, associationId));
  const metrics = policy.clauses.flatMap(({ evidence }) => evidence.filter(isMetric));
  const grain = policy.calendar === "hijri" ? "hijriMonth" : "month";
  const current = await currentReadings(deps.store, deps.store.read, associationId);
  const ofVersion = new Map(
    metrics.map((one) => [one, current && keepToVersion({ ...one, period: dates }, current, today)]),
  );
  const asked = metrics.map((one) => ofVersion.get(one)?.asked ?? { ...one, period: dates });
  const question = `${today} ${dates.from} ${dates.to} ${current?.readings.map(({ version }) => version).join(",")}`;
  const figures = await askFigures(deps, () =>
    rememberFigures(deps, policy, question, () => askEvidence(analytics, asked, grain)),
  );
  const found = new Map(metrics.map((one, at) => [one, figures[at]]));
  const material = await collectMaterial(deps, policy, today);

  const clauses = policy.clauses.map(({ id, text, gloss, evidence }) => {
    const shown = evidence.map((one) =>
      isMetric(one)
        ? showFigure(policy, one, { figures: found.get(one), since: ofVersion.get(one)?.since })
        : { kind: "check" as const, ...runCheck(one.check, material), behind: CHECK_LEADS_TO[one.check] },
    );
    return { id, text, gloss, ...judgeShown(shown), evidence: shown };
  });
  const totals = { unmet: 0, risk: 0, noData: 0, met: 0, measured: 0 };
  for (const { state } of clauses) totals[state] += 1;
  return {
    period: { id: period, ...dates },
    ...{ today, k: policy.k, totals, clauses },
    version: material.versions.at(-1)?.version ?? null,
    approval: policy.approval ?? null,
  };
}

function isMetric(evidence: Evidence): evidence is MetricEvidence {
  return "metric" in evidence;
}

async function collectMaterial(deps: Pick<Deps, "store">, policy: Policy, today: string): Promise<CheckMaterial> {
  const rows = await deps.store.read
    .selectFrom("policy_version")
    .select(["version", "created_at"])
    .where("association_id", "=", policy.id)
    .orderBy("version")
    .execute();
  const versions = rows.map(({ version, created_at }) => ({ version, on: todayIn(policy.timeZone, created_at) }));
  return { policy, versions, today, shelf: await listShelf(deps, policy) };
}

type Shown = { readonly figures: Figures | undefined; readonly since: string | undefined };

function showFigure(policy: Policy, evidence: MetricEvidence, { figures, since }: Shown): FigureEvidence {
  const { metric, filters, by, goal } = evidence;
  const known = MetricId.safeParse(metric);
  const named = (dimension: string, key: string) => ({ key, name: nameKey(policy, dimension, key) });
  return {
    kind: "figure",
    metric,
    words: known.success ? wordsOf(METRICS[known.data]) : null,
    filters: Object.entries(filters).map(([dimension, keys]) => ({
      dimension,
      values: keys.map((key) => named(dimension, key)),
    })),
    by: by ?? null,
    goal: goal ?? null,
    figure: figures?.figure ?? null,
    since: since ?? null,
    // Of one version there is nothing to follow by months: all of it counts on the version's day.
    trend: since === undefined ? (figures?.trend ?? []) : [],
    parts: (figures?.parts ?? []).map(({ key, value }) => ({ ...named(by ?? "", key), value })),
    behind: known.success ? leadsTo(known.data) : null,
    ...judgeFigure(figures?.figure, goal),
  };
}

function wordsOf({ label, description, unit, better, base, source }: Metric): FigureEvidence["words"] {
  return { label, description, unit, better, base, source };
}

/** Checks have their goal in themselves, except where they only tell: then they are measured. */
function judgeShown(shown: readonly ShownEvidence[]): Pick<ClauseEvidence, "state" | "decidedBy"> {
  const judged = shown.map((one) => ({
    state: one.state,
    hasGoal: one.kind === "figure" ? one.goal !== null : one.check !== "versions",
  }));
  const state = judgeClause(judged);
  const deciding = judged.flatMap((one, at) =>
    one.state === state && (one.hasGoal || state === "measured") ? [at] : [],
  );
  return { state, decidedBy: deciding };
}

import type { Selectable } from "kysely";
import { z } from "zod";
import { todayIn } from "#policies/calendar.ts";
import { AppError } from "#server/errors.ts";
import type { Doer, OpenJourney } from "#server/journeys/in-journey.ts";
import { attain, type Better } from "#server/partners/attainment.ts";
import { inPartnership, proveAndGoOn, requireAt, type PartnerDeps } from "#server/partners/in-partnership.ts";
import { nothingHere, type PartnerRequestRow, type Scope } from "#server/partners/partner.ts";
import { lines } from "#server/partners/plain-texts.ts";
import { noonOf } from "#server/journeys/noon-of.ts";
import type { Schema } from "#server/store/schema.ts";

const Actual = z.number().min(-1e12).max(1e12);
const Evidence = lines(1000);
/** What the partner reports of one period: each indicator with its evidence, what happened, whom it reached. */
export const ImpactReport = z.strictObject({
  narrative: lines(4000),
  reached: z.int().min(0).max(10_000_000),
  values: z.array(z.strictObject({ indicator: z.string().max(64), actual: Actual, evidence: Evidence })).max(12),
});
/** The same while it is being written: anything may still be missing. */
export const ImpactReportDraft = z.strictObject({
  narrative: lines(4000).or(z.literal("")),
  reached: z.int().min(0).max(10_000_000).nullable(),
  values: z
    .array(z.strictObject({ indicator: z.string().max(64), actual: Actual, evidence: Evidence.or(z.literal("")) }))
    .max(12),
});

type ReportRow = Selectable<Schema["impact_report"]>;
type Given = { scope: Scope; reportId: string; doer: Doer };

/** Keeps what has been written so far; nobody but the partner sees it. */
export function keepReportDraft(
  deps: PartnerDeps,
  { draft, ...given }: Given & { draft: z.infer<typeof ImpactReportDraft> },
): Promise<string> {
  return withReport(deps, given, async (open, row, report) => {
    await writeReport(open, { row, report, ...draft, filedAt: null });
  });
}

/** Files the report: what every indicator reached is counted, in time or late (clause T17). A filed report stands. */
export function fileImpactReport(
  deps: PartnerDeps,
  { report: filed, ...given }: Given & { report: z.infer<typeof ImpactReport> },
): Promise<string> {
  return withReport(deps, given, async (open, row, report) => {
    const today = todayIn(open.policy.timeZone, open.now);
    if (today < report.period_to) {
      throw new AppError("unprocessable", "The period of this report is not over yet. It can be kept as a draft.", {
        reason: "notOver",
        from: report.period_to,
      });
    }
    const indicators = await writeReport(open, { row, report, ...filed, filedAt: open.now });
    const missing = indicators.filter(({ id }) => !filed.values.some(({ indicator }) => indicator === id));
    if (missing.length > 0) {
      throw new AppError("unprocessable", "The report says where every indicator stands.", {
        reason: "indicators",
        missing: missing.map(({ id }) => id),
      });
    }
    const outcome = today <= report.due_on ? "in-time" : "late";
    open.count({ measure: "impact-report-filed", outcome, countedAt: noonOf(report.due_on) });
    for (const indicator of indicators) {
      const actual = filed.values.find(({ indicator: id }) => id === indicator.id)?.actual ?? 0;
      const { state } = attain({ ...indicator, better: indicator.better as Better }, actual);
      open.count({ measure: "indicator-reported", outcome: state });
    }
    if (filed.reached > 0) {
      open.count({
        ...{ measure: "partner-reached", outcome: row.partner_id, countedAt: row.opened_at, n: filed.reached },
      });
    }
    await open.tx
      .updateTable("partner_request")
      .set({ reached: (row.reached ?? 0) + filed.reached })
      .where("association_id", "=", row.association_id)
      .where("id", "=", row.id)
      .execute();
    const waiting = await ofReports(open, row).where("filed_at", "is", null).executeTakeFirst();
    if (!waiting) await proveAndGoOn(open, "impact-reports", given.doer);
  });
}

/** Does something to a report that may be written now; returns the id of its partnership. */
async function withReport(
  deps: PartnerDeps,
  { scope, reportId, doer }: Given,
  work: (open: OpenJourney, row: PartnerRequestRow, report: ReportRow) => Promise<void>,
): Promise<string> {
  const found = await deps.store.read
    .selectFrom("impact_report")
    .select("partner_request_id")
    .where("association_id", "=", scope.associationId)
    .where("id", "=", reportId)
    .executeTakeFirst();
  if (!found) throw nothingHere();
  await inPartnership(deps, { scope, id: found.partner_request_id, doer }, async (open, row) => {
    requireAt(open, "impact-reports");
    const report = await ofReports(open, row).where("id", "=", reportId).executeTakeFirst();
    if (!report) throw nothingHere();
    if (report.filed_at !== null) {
      throw new AppError("conflict", "This report has been filed and stands.", { reason: "filed" });
    }
    if (todayIn(open.policy.timeZone, open.now) < report.period_from) {
      throw new AppError("unprocessable", "The period of this report has not begun yet.", {
        reason: "tooEarly",
        from: report.period_from,
      });
    }
    // What others of the partner filed since the row was read counts as well.
    const { reached } = await open.tx
      .selectFrom("partner_request")
      .select("reached")
      .where("association_id", "=", row.association_id)
      .where("id", "=", row.id)
      .executeTakeFirstOrThrow();
    await work(open, { ...row, reached }, report);
  });
  return found.partner_request_id;
}

function ofReports({ tx }: OpenJourney, row: PartnerRequestRow) {
  return tx
    .selectFrom("impact_report")
    .selectAll()
    .where("association_id", "=", row.association_id)
    .where("partner_request_id", "=", row.id);
}

async function writeReport(
  { tx }: OpenJourney,
  {
    row,
    report,
    narrative,
    reached,
    values,
    filedAt,
  }: z.infer<typeof ImpactReportDraft> & { row: PartnerRequestRow; report: ReportRow; filedAt: number | null },
) {
  const { association_id: associationId } = row;
  const indicators = await tx
    .selectFrom("indicator")
    .selectAll()
    .where("association_id", "=", associationId)
    .where("partner_request_id", "=", row.id)
    .execute();
  const unknown = values.filter(({ indicator }) => !indicators.some(({ id }) => id === indicator));
  if (unknown.length > 0 || new Set(values.map(({ indicator }) => indicator)).size !== values.length) {
    throw new AppError("unprocessable", "The report names an indicator twice, or one that was not agreed on.", {
      reason: "indicators",
    });
  }
  await tx
    .deleteFrom("indicator_value")
    .where("association_id", "=", associationId)
    .where("impact_report_id", "=", report.id)
    .execute();
  if (values.length > 0) {
    const mine = { association_id: associationId, impact_report_id: report.id };
    await tx
      .insertInto("indicator_value")
      .values(values.map(({ indicator, ...value }) => ({ ...mine, indicator_id: indicator, ...value })))
      .execute();
  }
  await tx
    .updateTable("impact_report")
    .set({ narrative, reached, filed_at: filedAt })
    .where("association_id", "=", associationId)
    .where("id", "=", report.id)
    .execute();
  return indicators;
}

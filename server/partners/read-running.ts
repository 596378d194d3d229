import type { Kysely } from "kysely";
import { todayIn } from "#policies/calendar.ts";
import { attain, type Better } from "#server/partners/attainment.ts";
import type { PartnerRequestRow } from "#server/partners/partner.ts";
import type { PartnershipView, ReportState, ReportView } from "#server/partners/partnership-view.ts";
import { daysBetween } from "#server/partners/report-calendar.ts";
import type { Schema } from "#server/store/schema.ts";

/** Days before it is due that a report is reminded of. */
export const REMIND_DAYS = 14;

type Running = Pick<PartnershipView, "agreement" | "indicators" | "reports" | "deliveries">;
type Look = {
  readonly row: PartnerRequestRow;
  readonly today: string;
  readonly timeZone: string;
  readonly names: ReadonlyMap<string, string>;
  /** A draft is the partner's own until it is filed. */
  readonly isPartner: boolean;
};

/** Agreement, indicators, calendar of reports and what was received. */
export async function readRunning(db: Kysely<Schema>, look: Look): Promise<Running> {
  const { row } = look;
  const [agreement, indicators, reports, values, deliveries] = [
    await ofThis(db, "agreement", row).executeTakeFirst(),
    await ofThis(db, "indicator", row).orderBy("name").execute(),
    await ofThis(db, "impact_report", row).orderBy("period_to").execute(),
    await db
      .selectFrom("indicator_value")
      .innerJoin("impact_report", (join) =>
        join
          .onRef("impact_report.association_id", "=", "indicator_value.association_id")
          .onRef("impact_report.id", "=", "indicator_value.impact_report_id"),
      )
      .select(["impact_report_id", "indicator_id", "actual", "evidence"])
      .where("indicator_value.association_id", "=", row.association_id)
      .where("impact_report.partner_request_id", "=", row.id)
      .execute(),
    await ofThis(db, "partner_delivery", row).orderBy("delivered_on").execute(),
  ];
  const shown = reports.map((report): ReportView => {
    const isMine = report.filed_at !== null || look.isPartner;
    return {
      ...{
        id: report.id,
        from: report.period_from,
        to: report.period_to,
        dueOn: report.due_on,
        filedAt: report.filed_at,
      },
      state: stateOf(report, look),
      days: daysBetween(look.today, report.due_on),
      narrative: isMine ? report.narrative : "",
      reached: isMine ? report.reached : null,
      values: isMine
        ? values
            .filter(({ impact_report_id: id }) => id === report.id)
            .map(({ indicator_id: indicator, actual, evidence }) => ({ indicator, actual, evidence }))
        : [],
    };
  });
  const sign = (at: number | null, by: string) => (at === null ? null : { at, by: look.names.get(by) ?? "" });
  return {
    agreement: agreement
      ? {
          id: agreement.id,
          type: agreement.type as "memorandum" | "execution",
          associationDuties: agreement.association_duties,
          partnerDuties: agreement.partner_duties,
          startsOn: agreement.starts_on,
          endsOn: agreement.ends_on,
          association: sign(agreement.association_signed_at, agreement.association_signed_by),
          partner: sign(agreement.partner_signed_at, agreement.partner_signed_by),
        }
      : null,
    indicators: indicators.map(({ id, name, unit, baseline, target, better: side }) => {
      const better = side as Better;
      const points = shown.flatMap((report) => {
        const value = report.filedAt === null ? undefined : report.values.find(({ indicator }) => indicator === id);
        if (!value) return [];
        const attained = attain({ baseline, target, better }, value.actual);
        return [{ reportId: report.id, on: report.to, actual: value.actual, attained }];
      });
      return { id, name, unit, baseline, target, better, points };
    }),
    reports: shown,
    deliveries: deliveries.map(({ id, delivered_on: on, what, reached }) => ({ id, on, what, reached: reached ?? 0 })),
  };
}

function stateOf(
  report: { period_from: string; due_on: string; filed_at: number | null },
  { today, timeZone }: Pick<Look, "today" | "timeZone">,
): ReportState {
  if (report.filed_at !== null) return todayIn(timeZone, report.filed_at) <= report.due_on ? "filed" : "filedLate";
  if (today > report.due_on) return "overdue";
  if (daysBetween(today, report.due_on) <= REMIND_DAYS) return "soon";
  return today >= report.period_from ? "open" : "ahead";
}

function ofThis<T extends "agreement" | "indicator" | "impact_report" | "partner_delivery">(
  db: Kysely<Schema>,
  table: T,
  row: PartnerRequestRow,
) {
  return db
    .selectFrom<"agreement" | "indicator" | "impact_report" | "partner_delivery">(table)
    .selectAll()
    .where("association_id", "=", row.association_id)
    .where("partner_request_id", "=", row.id);
}

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PartnershipView } from "#web/api/partners.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** The calendar of impact reports: what was filed, what is due (clause T17). */
export function ReportCalendar({
  view,
  written,
}: {
  view: PartnershipView;
  /** What stands under a report, by its id: the form that writes it. */
  written?: ReadonlyMap<string, ReactNode>;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.reports.length === 0) return null;
  return (
    <section className={classes.stack} aria-labelledby="reports">
      <h2 id="reports">{t("partners.reports")}</h2>
      <ul className={classes.list}>
        {view.reports.map((report) => (
          <li key={report.id}>
            <div className={classes.row}>
              <span>{format.dateRange(report.from, report.to)}</span>
              <span className={report.state === "overdue" ? classes.late : classes.quiet}>
                {t(`partners.reportState.${report.state}`)}
              </span>
            </div>
            {report.filedAt === null ? null : (
              <>
                <p className={classes.words}>{report.narrative}</p>
                <ul>
                  {report.values.map(({ indicator, evidence }) => (
                    <li key={indicator} className={classes.quiet}>
                      <bdi>{view.indicators.find(({ id }) => id === indicator)?.name}</bdi>: <bdi>{evidence}</bdi>
                    </li>
                  ))}
                </ul>
              </>
            )}
            {written?.get(report.id)}
          </li>
        ))}
      </ul>
    </section>
  );
}

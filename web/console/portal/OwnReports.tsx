import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OwnPartnership, ReportView } from "#web/api/partners.ts";
import { ReportCalendar } from "#web/console/partners/ReportCalendar.tsx";
import { ReportForm } from "#web/console/portal/ReportForm.tsx";
import classes from "#web/console/partners/partners.module.css";

/** The partner's calendar of reports; whatever may be written now opens in its place. */
export function OwnReports({ view, onDone }: { view: OwnPartnership; onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  const urgent = view.reports.find(({ state }) => state === "overdue" || state === "soon");
  const [writing, setWriting] = useState(urgent?.id);
  const write = (report: ReportView) => {
    if (report.filedAt !== null || report.state === "ahead" || view.step === null) return null;
    if (report.id === writing) return <ReportForm key={report.id} view={view} report={report} onFiled={onDone} />;
    return (
      <Button className={classes.start ?? ""} variant="default" onClick={() => setWriting(report.id)}>
        {t("partners.report")}
      </Button>
    );
  };
  return <ReportCalendar view={view} written={new Map(view.reports.map((report) => [report.id, write(report)]))} />;
}

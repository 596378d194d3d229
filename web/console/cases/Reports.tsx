import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { openReport, type ReportLine } from "#web/api/cases.ts";
import { useCase } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import { useMembership } from "#web/console/membership.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** That there are reports, and for those who may: the way to open one, by saying why. */
export function Reports() {
  const { t, language, day } = useCaseWords();
  const { view } = useCase();
  const [chosen, setChosen] = useState<ReportLine | undefined>(undefined);
  if (view.reports.length === 0) return null;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("caseReport.title")}</h2>
      <p className={classes.small}>{t("caseReport.lead")}</p>
      <ul className={classes.lines}>
        {view.reports.map((report, index) => (
          <li key={report.id ?? index}>
            <span>
              {t("caseReport.there", { report: report.name[language], date: day(report.writtenAt) })} ·{" "}
              {t(`caseReport.${report.type}`)}
            </span>
            {report.id === null ? null : (
              <Button variant="default" size="compact-sm" onClick={() => setChosen(report)}>
                {t("caseReport.open")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Modal
        opened={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        title={chosen?.name[language] ?? ""}
        size="lg"
      >
        {chosen?.id ? <Opening documentId={chosen.id} /> : null}
      </Modal>
    </Sheet>
  );
}

function Opening({ documentId }: { documentId: string }) {
  const { t } = useCaseWords();
  const { association } = useMembership();
  const { view } = useCase();
  const [reason, setReason] = useState("");
  const opened = useMutation({
    mutationFn: () => openReport(association.id, { id: view.id, documentId, reason }),
    gcTime: 0,
  });
  if (opened.data && "text" in opened.data) return <div className={classes.report}>{opened.data.text}</div>;
  if (opened.data) return <Saved file={opened.data.file} />;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        opened.mutate();
      }}
    >
      <TextInput
        label={t("caseReport.why")}
        description={t("caseReport.whyHint")}
        value={reason}
        required
        withAsterisk={false}
        maxLength={500}
        autoComplete="off"
        data-autofocus
        error={reason !== "" && reason.trim().length < 5 ? t("caseReport.whyShort") : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {opened.error ? <ErrorNote error={opened.error} /> : null}
      <div className={classes.actions}>
        <Button type="submit" loading={opened.isPending} disabled={reason.trim().length < 5}>
          {t("caseReport.whyGo")}
        </Button>
      </div>
    </form>
  );
}

/** A file is handed to the device under a name that says nothing. */
function Saved({ file }: { file: Blob }) {
  const { t } = useCaseWords();
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const ending = file.type === "application/pdf" ? "pdf" : file.type === "image/png" ? "png" : "jpg";
  return (
    <div className={classes.form}>
      <p>{t("caseReport.downloaded")}</p>
      <Button component="a" href={address} download={`document.${ending}`}>
        {t("caseReport.download")}
      </Button>
    </div>
  );
}

import { Button, Loader, Progress } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { importDeliveries, type ImportChoices, type ImportReport } from "#web/api.ts";
import { Columns } from "#web/console/imports/Columns.tsx";
import { isReady } from "#web/console/imports/import-state.ts";
import { Problems } from "#web/console/imports/Problems.tsx";
import { Understood } from "#web/console/imports/Understood.tsx";
import { useMembership } from "#web/console/membership.ts";
import { DropFile } from "#web/ui/DropFile.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { isolate } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/imports/Import.module.css";

type Attempt = { readonly file: File; readonly choices: ImportChoices; readonly apply: boolean };

/**
 * A register from its file to recorded deliveries: tried first, then taken in whole or not at all. File and choices stay
 * whatever happens, so a failure costs one more press of the button.
 */
export function Import() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { association } = useMembership();
  const [file, setFile] = useState<File | undefined>(undefined);
  const [choices, setChoices] = useState<ImportChoices>({});
  const [report, setReport] = useState<ImportReport | undefined>(undefined);
  const [progress, setProgress] = useState<{ done: number; total: number } | undefined>(undefined);

  const attempt = useMutation({
    mutationFn: (wanted: Attempt) =>
      importDeliveries(association.id, {
        ...{ file: wanted.file, options: wanted.choices, apply: wanted.apply },
        onProgress: (done, total) => setProgress({ done, total }),
      }),
    onSuccess: (found) => {
      setReport(found);
      if (found.applied) void client.invalidateQueries({ queryKey: ["deliveries", association.id] });
    },
    onSettled: () => setProgress(undefined),
  });

  const start = (chosen: File) => {
    setFile(chosen);
    setChoices({});
    setReport(undefined);
    attempt.mutate({ file: chosen, choices: {}, apply: false });
  };
  const decide = (changed: ImportChoices) => {
    setChoices(changed);
    if (file) attempt.mutate({ file, choices: changed, apply: false });
  };
  const again = () => {
    attempt.reset();
    setFile(undefined);
    setReport(undefined);
  };

  const applying = attempt.isPending && attempt.variables.apply;
  const failed = attempt.error ? (
    <ErrorNote error={attempt.error} retry={() => attempt.variables && attempt.mutate(attempt.variables)} />
  ) : null;
  return (
    <Page title={t("page.import")} lead={t("import.lead")}>
      {file === undefined ? (
        <Sheet>
          <DropFile
            label={t("import.drop")}
            hint={t("import.hint")}
            action={t("import.choose")}
            accept=".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson"
            onFile={start}
          />
        </Sheet>
      ) : (
        <>
          <div className={classes.file}>
            <bdi>{file.name}</bdi>
            {attempt.isPending && !applying ? <Loader size="xs" aria-label={t("import.reading")} /> : null}
            <Button variant="subtle" size="compact-sm" disabled={applying} onClick={again}>
              {t("import.other")}
            </Button>
          </div>
          {report?.applied ? (
            <Done report={report} />
          ) : report ? (
            <>
              <Columns report={report} choices={choices} disabled={attempt.isPending} onDecide={decide} />
              <Problems report={report} choices={choices} disabled={attempt.isPending} onDecide={decide} />
              {Object.keys(report.needs).length === 0 ? <Understood report={report} /> : null}
              <Apply
                report={report}
                applying={applying}
                pending={attempt.isPending}
                progress={progress}
                onApply={() => attempt.mutate({ file, choices, apply: true })}
              />
            </>
          ) : null}
          {failed}
        </>
      )}
    </Page>
  );
}

type ApplyProps = {
  report: ImportReport;
  applying: boolean;
  pending: boolean;
  progress: { done: number; total: number } | undefined;
  onApply: () => void;
};

function Apply({ report, applying, pending, progress, onApply }: ApplyProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
  if (!isReady(report)) return null;
  return (
    <Sheet>
      <h2 className={classes.title}>
        {t("import.ready", { count: report.created, n: format.integer(report.created) })}
      </h2>
      {report.replayed > 0 ? (
        <p className={classes.quiet}>
          {t("import.known", { count: report.replayed, n: format.integer(report.replayed) })}
        </p>
      ) : null}
      {applying ? (
        <div className={classes.progress}>
          <Progress value={share * 100} aria-label={t("import.applying")} transitionDuration={100} />
          <output className={classes.quiet}>
            {progress
              ? t("import.progress", {
                  done: isolate(format.integer(progress.done)),
                  total: isolate(format.integer(progress.total)),
                })
              : t("import.applying")}
          </output>
        </div>
      ) : (
        <Button size="md" mt="md" disabled={pending} onClick={onApply}>
          {t("import.apply")}
        </Button>
      )}
    </Sheet>
  );
}

function Done({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Sheet>
      <div aria-live="polite">
        <h2 className={classes.title}>
          {t("import.done", { count: report.created, n: format.integer(report.created) })}
        </h2>
        {report.replayed > 0 ? (
          <p className={classes.quiet}>
            {t("import.known", { count: report.replayed, n: format.integer(report.replayed) })}
          </p>
        ) : null}
      </div>
      <p>
        <Link to="/deliveries">{t("import.see")}</Link>
      </p>
    </Sheet>
  );
}

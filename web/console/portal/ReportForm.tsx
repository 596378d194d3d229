import { Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { fileReport, keepReportDraft, type OwnPartnership, type ReportView } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { toAmount } from "#web/console/partners/FormFields.tsx";
import { useNumber } from "#web/console/partners/Indicators.tsx";
import { Refused } from "#web/console/partners/Refused.tsx";
import { Sure } from "#web/console/partners/Sure.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

type Written = {
  narrative: string;
  reached: string;
  values: Readonly<Record<string, { actual: string; evidence: string }>>;
};
const KEEP_AFTER_MS = 800;

/** An impact report while it is written. It is kept at every pause and on leaving; what could not be kept stays on the page. */
export function ReportForm({
  view,
  report,
  onFiled,
}: {
  view: OwnPartnership;
  report: ReportView;
  onFiled: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const number = useNumber();
  const client = useQueryClient();
  const { association } = useMembership();
  const [written, setWritten] = useState(() => fromDraft(report, format.inDigits));
  const [touched, setTouched] = useState(false);
  const { mutate: keep, ...draft } = useMutation({
    mutationFn: (now: Written) => keepReportDraft(association.id, report.id, toReport(now)),
    retry: 3,
  });
  const file = useMutation({
    mutationFn: () => {
      const { reached, ...rest } = toReport(written);
      return fileReport(association.id, report.id, { ...rest, reached: reached ?? 0 });
    },
    onSuccess: onFiled,
  });
  const isKept = draft.isSuccess && draft.variables === written;
  const filing = file.isPending || file.isSuccess;
  useEffect(() => {
    if (!touched || filing) return undefined;
    const timer = setTimeout(() => keep(written), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [written, touched, filing, keep]);
  const leave = useEffectEvent(() => {
    if (!touched || filing) return;
    const draft = toReport(written);
    // The page finds it there when it is opened again, also before the server has answered.
    client.setQueryData<OwnPartnership>(
      ["portal", association.id, view.id],
      (shown) => shown && withDraft(shown, report.id, draft),
    );
    if (!isKept) void keepReportDraft(association.id, report.id, draft, "leaving").catch(() => undefined);
  });
  useEffect(() => {
    const flush = () => leave();
    addEventListener("pagehide", flush);
    return () => {
      removeEventListener("pagehide", flush);
      flush();
    };
  }, []);

  const change = (part: Partial<Written>) => {
    setTouched(true);
    setWritten((before) => ({ ...before, ...part }));
  };
  const whole = toReport(written);
  const isWhole =
    whole.narrative.trim() !== "" &&
    whole.reached !== null &&
    view.indicators.every(({ id }) =>
      whole.values.some(({ indicator, evidence }) => indicator === id && evidence !== ""),
    );
  const said = draft.isError ? "partners.draftFailed" : isKept ? "partners.draftKept" : "partners.draftKeeping";
  return (
    <div className={classes.form}>
      <h3>{t("partners.reportFor", { period: format.dateRange(report.from, report.to) })}</h3>
      <Textarea
        label={t("partners.narrative")}
        description={t("partners.narrativeHint")}
        autosize
        minRows={4}
        maxLength={4000}
        value={written.narrative}
        onChange={(event) => change({ narrative: event.currentTarget.value })}
      />
      <TextInput
        label={t("partners.reachedPeople")}
        inputMode="numeric"
        autoComplete="off"
        value={written.reached}
        onChange={(event) => change({ reached: event.currentTarget.value })}
      />
      {view.indicators.map(({ id, name, unit, baseline, target }) => {
        const value = written.values[id] ?? { actual: "", evidence: "" };
        const set = (part: Partial<typeof value>) =>
          change({ values: { ...written.values, [id]: { ...value, ...part } } });
        return (
          <div key={id} className={classes.pair}>
            <TextInput
              label={t("partners.actual", { name })}
              description={t("partners.actualHint", { baseline: number(baseline), target: number(target), unit })}
              inputMode="decimal"
              autoComplete="off"
              value={value.actual}
              onChange={(event) => set({ actual: event.currentTarget.value })}
            />
            <TextInput
              label={t("partners.evidence", { name })}
              description={t("partners.evidenceHint")}
              maxLength={1000}
              value={value.evidence}
              onChange={(event) => set({ evidence: event.currentTarget.value })}
            />
          </div>
        );
      })}
      <output className={classes.quiet}>{touched ? t(said) : ""}</output>
      <Refused error={file.error} />
      <Sure
        label={t("partners.file")}
        sure={t("partners.fileSure")}
        disabled={!isWhole}
        busy={file.isPending}
        onSure={() => file.mutate()}
      />
      <p className={classes.quiet}>{t("partners.fileHint")}</p>
    </div>
  );
}

function fromDraft({ narrative, reached, values }: ReportView, inDigits: (text: string) => string): Written {
  return {
    narrative,
    reached: reached === null ? "" : inDigits(String(reached)),
    values: Object.fromEntries(
      values.map(({ indicator, actual, evidence }) => [indicator, { actual: inDigits(String(actual)), evidence }]),
    ),
  };
}

function withDraft(view: OwnPartnership, id: string, draft: ReturnType<typeof toReport>): OwnPartnership {
  return { ...view, reports: view.reports.map((report) => (report.id === id ? { ...report, ...draft } : report)) };
}

/** What is written so far as the server takes it; an amount that is none yet is left out. */
function toReport({ narrative, reached, values }: Written) {
  const people = toAmount(reached);
  return {
    narrative,
    reached: typeof people === "number" && Number.isInteger(people) && people >= 0 ? people : null,
    values: Object.entries(values).flatMap(([indicator, { actual, evidence }]) => {
      const amount = toAmount(actual);
      return typeof amount === "number" ? [{ indicator, actual: amount, evidence: evidence.trim() }] : [];
    }),
  };
}

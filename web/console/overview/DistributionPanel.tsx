import { useTranslation } from "react-i18next";
import type { MetricRow } from "#web/api.ts";
import { SCALES } from "#surveys/bank/scales.ts";
import { DistributionBar, StepSwatch } from "#web/charts/DistributionBar.tsx";
import { toMeasured, toSteps } from "#web/console/overview/findings.ts";
import { Method } from "#web/console/overview/Method.tsx";
import { DataTable } from "#web/ui/DataTable.tsx";
import { Panel } from "#web/ui/Panel.tsx";
import type { PanelState } from "#web/ui/panel-state.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/overview/DistributionPanel.module.css";

/** Every answer on the scale, not only the two best ones. */
export function DistributionPanel({ state, values }: { state: PanelState; values: MetricRow["values"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const value = values["satisfactionDistribution"];
  const mean = toMeasured(values["satisfactionMean"]);
  const name = t("distribution.name");
  const steps = toSteps(value).map((step) => ({
    ...step,
    label: SCALES["satisfaction-5"].labels[step.score - 1]?.[format.settings.language] ?? format.integer(step.score),
  }));
  const dissatisfied = steps.filter(({ score }) => score <= 2).reduce((sum, { share }) => sum + share, 0);
  const base = value?.base ?? 0;
  return (
    <Panel
      name={name}
      finding={t("distribution.finding", { share: format.percent(dissatisfied) })}
      note={
        <>
          {t("count.responses", { count: base, n: format.integer(base) })}
          {mean.state === "ok"
            ? `${t("list.comma")} ${t("distribution.mean", { mean: format.decimal(mean.value), best: format.integer(5) })}`
            : ""}
        </>
      }
      state={state}
      height={320}
      method={<Method metrics={["satisfactionDistribution", "satisfactionMean"]} />}
    >
      <DistributionBar steps={steps} name={name} />
      <div className={classes.table}>
        <DataTable
          caption={name}
          columns={[
            { id: "answer", heading: t("number.answer") },
            { id: "share", heading: t("number.share"), number: true },
            { id: "count", heading: t("number.count"), number: true },
          ]}
          rows={steps.map(({ score, label, share, count }) => ({
            key: String(score),
            cells: [
              <span key="label">
                <StepSwatch score={score} />
                {label}
              </span>,
              format.percent(share),
              format.integer(count),
            ],
          }))}
        />
      </div>
    </Panel>
  );
}

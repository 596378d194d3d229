import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#web/api/partners.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** Each indicator between its baseline and its target, report by report: a picture and its table. */
export function Indicators({ indicators }: { indicators: readonly IndicatorView[] }) {
  const { t } = useTranslation();
  if (indicators.length === 0) return null;
  return (
    <>
      {indicators.map((indicator) => (
        <Indicator key={indicator.id} indicator={indicator} />
      ))}
      <p className={classes.quiet}>{t("partners.attainedHow")}</p>
    </>
  );
}

function Indicator({ indicator }: { indicator: IndicatorView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const number = useNumber();
  const { name, unit, baseline, target, points } = indicator;
  const all = [baseline, target, ...points.map(({ actual }) => actual)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  // The way always runs from the baseline to the target, whichever of the two is larger.
  const share = (value: number) => (high === low ? 0.5 : (value - low) / (high - low));
  const place = (value: number) => (target < baseline ? 1 - share(value) : share(value)) * 100;
  const at = (value: number) => `${place(value)}%`;
  const last = points.at(-1);
  const ends = [place(baseline), place(last?.actual ?? baseline)];
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  return (
    <div className={classes.indicator}>
      <h3>
        <bdi>{name}</bdi>
      </h3>
      <div className={classes.scale} aria-hidden="true">
        <i data-way style={{ insetInlineStart: `${from}%`, inlineSize: `${to - from}%` }} />
        <i data-mark="baseline" style={{ insetInlineStart: at(baseline) }} />
        <i data-mark="target" style={{ insetInlineStart: at(target) }} />
        {points.map(({ reportId, actual }) => (
          <i
            key={reportId}
            data-mark="actual"
            data-last={reportId === last?.reportId || undefined}
            style={{ insetInlineStart: at(actual) }}
          />
        ))}
      </div>
      <p className={classes.ends}>
        <span>
          {t("partners.baseline")} {number(baseline)}
        </span>
        <span>
          {t("partners.target")} {number(target)} <bdi>{unit}</bdi>
        </span>
      </p>
      {last ? (
        <DataTable
          caption={name}
          columns={[
            { id: "on", heading: t("partners.dueOn") },
            { id: "actual", heading: unit, number: true },
            { id: "share", heading: t("partners.attained"), number: true },
            { id: "state", heading: t("partners.state") },
          ]}
          rows={points.map(({ reportId, on, actual, attained }) => ({
            key: reportId,
            cells: [
              format.date(on),
              number(actual),
              format.percent(attained.share),
              t(`partners.attainedState.${attained.state}`),
            ],
          }))}
        />
      ) : (
        <p className={classes.quiet}>{t("partners.noReportYet")}</p>
      )}
    </div>
  );
}

/** Amounts with a decimal only where they have one. */
export function useNumber(): (value: number) => string {
  const format = useFormat();
  return (value) => (Number.isInteger(value) ? format.integer(value) : format.decimal(value));
}

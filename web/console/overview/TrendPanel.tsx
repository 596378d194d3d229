import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MetricResult } from "#web/api.ts";
import { Chart } from "#web/charts/Chart.tsx";
import { useChartColours } from "#web/charts/palette.ts";
import { toTrendOption, type TrendStep } from "#web/charts/trend-option.ts";
import { SMALL_BASE, toTrend, type TrendPoint } from "#web/console/overview/findings.ts";
import { Method } from "#web/console/overview/Method.tsx";
import { monthKeys, toTrendPeriod, type Period } from "#web/console/overview/period.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import type { Format } from "#web/ui/format.ts";
import { Panel } from "#web/ui/Panel.tsx";
import type { PanelState } from "#web/ui/panel-state.ts";
import { useFormat } from "#web/ui/preferences.ts";
import { Withheld, WithheldRule } from "#web/ui/Withheld.tsx";

const HEIGHT = 312;

/** Satisfaction month by month, in months of the reader's calendar. */
export function TrendPanel({
  state,
  result,
  period,
}: {
  state: PanelState;
  result: MetricResult | undefined;
  period: Period;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const colours = useChartColours();
  const { calendar, language } = format.settings;

  const points = useMemo(
    () => (result ? toTrend(result, monthKeys(toTrendPeriod(period, calendar), calendar)) : []),
    [result, period, calendar],
  );
  const option = useMemo(() => {
    const chosenKeys = monthKeys(period, calendar);
    const steps = points.map((point, index) =>
      toStep(point, {
        format,
        first: index === 0,
        tips: {
          nobody: t("state.nobody"),
          withheld: t("withheld.reason"),
          people: (n) => t("count.responses", { count: n, n: format.integer(n) }),
        },
      }),
    );
    return toTrendOption({
      steps,
      direction: language === "ar" ? "rtl" : "ltr",
      colours,
      percent: format.percent,
      integer: format.integer,
      chosen: [points.findIndex((p) => p.period === chosenKeys[0]), points.length - 1],
    });
  }, [points, period, calendar, language, format, colours, t]);

  const name = t("trend.name");
  return (
    <Panel
      name={name}
      note={
        <>
          {t("trend.note")}
          {points.some((p) => p.satisfaction.state === "withheld") ? (
            <>
              {" "}
              <WithheldRule k={result?.k ?? 0} />
            </>
          ) : null}
        </>
      }
      state={
        state.kind === "ready" && points.every((p) => p.satisfaction.state === "empty") ? { kind: "empty" } : state
      }
      height={HEIGHT}
      table={<TrendTable points={points} />}
      method={<Method metrics={["satisfaction", "responses"]} />}
    >
      <Chart option={option} name={name} height={HEIGHT} />
    </Panel>
  );
}

type StepWords = {
  format: Format;
  first: boolean;
  tips: { nobody: string; withheld: string; people: (n: number) => string };
};

function toStep({ period, satisfaction, responses }: TrendPoint, { format, first, tips }: StepWords): TrendStep {
  const [month, year] = splitPeriod(format.period(period));
  const newYear = period.endsWith("-01");
  const label = first || newYear ? `${month}\n${year}` : month;
  const head = format.period(period);
  if (satisfaction.state !== "ok") {
    const nothing = { value: 0, low: 0, high: 0, base: responses ?? undefined, small: false };
    return {
      label,
      state: satisfaction.state,
      ...nothing,
      tip: [head, satisfaction.state === "withheld" ? tips.withheld : tips.nobody],
    };
  }
  const { value, low, high, base } = satisfaction;
  return {
    ...{ label, state: "ok", value, low, high, base, small: base < SMALL_BASE },
    tip: [head, format.percent(value), format.percentRange(low, high), tips.people(base)],
  };
}

/** A month's name may have two words (جمادى الآخرة): the year, and the era after it, begin at the first digit. */
function splitPeriod(text: string): [string, string] {
  const at = text.search(/[0-9٠-٩]/);
  return at < 0 ? [text, ""] : [text.slice(0, at).trim(), text.slice(at)];
}

function TrendTable({ points }: { points: readonly TrendPoint[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      caption={t("trend.name")}
      columns={[
        { id: "period", heading: t("number.month") },
        { id: "share", heading: t("number.satisfied"), number: true },
        { id: "interval", heading: t("number.interval"), number: true },
        { id: "base", heading: t("number.base"), number: true },
      ]}
      rows={points.map(({ period, satisfaction: m }) => ({
        key: period,
        cells: [
          format.period(period),
          m.state === "ok" ? (
            format.percent(m.value)
          ) : m.state === "withheld" ? (
            <Withheld key="w" />
          ) : (
            t("state.nobody")
          ),
          m.state === "ok" ? format.percentRange(m.low, m.high) : "",
          m.state === "ok" ? format.integer(m.base) : "",
        ],
      }))}
    />
  );
}

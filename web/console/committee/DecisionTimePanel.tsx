import { useQuery } from "@tanstack/react-query";
import type { MetricValue } from "#web/api.ts";
import { askTimeToDecision, type TimeToDecision } from "#web/api/committee.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { Panel } from "#web/ui/Panel.tsx";
import { toPanelState } from "#web/ui/panel-state.ts";
import classes from "#web/console/committee/Committee.module.css";

/** How long decisions take, with those that still wait counted as far as they have come (METHODS 2.18). */
export function DecisionTimePanel() {
  const { t, wholeDays, format } = useJourneyWords();
  const { association } = useMembership();
  const query = useQuery({
    queryKey: ["committee", association.id, "time"],
    queryFn: () => askTimeToDecision(association.id),
  });
  const values = query.data?.rows[0]?.values ?? {};
  const base = values["decided-median-days"]?.base ?? null;
  const isEmpty = query.data !== undefined && Object.values(values).every((one) => one.state === "empty");
  const median = values["decided-median-days"];
  const period = query.data?.period;
  return (
    <div className={classes.panel}>
      <Panel
        name={t("decisionTime.title")}
        {...(median?.state === "ok" && median.value !== null
          ? { finding: t("decisionTime.finding", { days: wholeDays(median.value) }) }
          : {})}
        note={
          period
            ? [
                t("decisionTime.period", { period: format.dateRange(period.from, period.to) }),
                base === null ? "" : t("decisionTime.base", { n: format.integer(base) }),
              ]
                .filter(Boolean)
                .join(t("list.dot"))
            : undefined
        }
        state={toPanelState(query, { state: isEmpty ? "empty" : "ok", k: query.data?.k ?? 0 })}
        height={280}
        empty={t("decisionTime.none")}
        method={t("decisionTime.note")}
      >
        {query.data ? <Figures values={values} /> : null}
      </Panel>
    </div>
  );
}

type Values = TimeToDecision["rows"][number]["values"];

/** The waits, and the two weeks under both readings. */
export function Figures({ values }: { values: Values }) {
  const { t } = useJourneyWords();
  const isKnown = ["decided-median-days", "decided-p80-days", "decided-p90-days"].every(
    (id) => values[id]?.state === "ok" && values[id].value !== null,
  );
  return (
    <div className={classes.figures}>
      <dl className={classes.waits}>
        <Wait label={t("decisionTime.median")} figure={values["decided-median-days"]} />
        <Wait label={t("decisionTime.p80")} figure={values["decided-p80-days"]} />
        <Wait label={t("decisionTime.p90")} figure={values["decided-p90-days"]} />
      </dl>
      {isKnown ? null : <p className={classes.quiet}>{t("decisionTime.notYetWhy")}</p>}
      <section>
        <h3>{t("decisionTime.readings")}</h3>
        <p className={classes.quiet}>{t("decisionTime.readingsWhy")}</p>
        <dl className={classes.readings}>
          <Reading label={t("decisionTime.byDay")} figure={values["decided-by-day-14-share"]} isShare />
          <Reading label={t("decisionTime.afterDay")} figure={values["decided-after-day-14-share"]} isShare />
          <Reading label={t("decisionTime.before")} figure={values["decided-before-14-count"]} />
          <Reading label={t("decisionTime.after")} figure={values["decided-after-14-count"]} />
          <Reading label={t("decisionTime.pending")} figure={values["pending-over-14"]} />
        </dl>
      </section>
    </div>
  );
}

type FigureProps = { readonly label: string; readonly figure: MetricValue | undefined };

function Wait({ label, figure }: FigureProps) {
  const { t, wholeDays } = useJourneyWords();
  const low = figure?.low ?? null;
  const high = figure?.high ?? null;
  return (
    <div>
      <dt>{label}</dt>
      {figure?.state === "ok" && figure.value !== null ? (
        <dd>
          <b>{t("decisionTime.within", { days: wholeDays(figure.value) })}</b>
          {low === null ? null : (
            <small>
              {high === null
                ? t("decisionTime.openEnd", { low: wholeDays(low) })
                : t("decisionTime.interval", { low: wholeDays(low), high: wholeDays(high) })}
            </small>
          )}
        </dd>
      ) : (
        <Unknown figure={figure} />
      )}
    </div>
  );
}

function Reading({ label, figure, isShare = false }: FigureProps & { isShare?: boolean }) {
  const { t, format } = useJourneyWords();
  const show = isShare ? format.percent : format.integer;
  const low = figure?.low ?? null;
  const high = figure?.high ?? null;
  return (
    <div>
      <dt>{label}</dt>
      {figure?.state === "ok" && figure.value !== null ? (
        <dd>
          <b>{show(figure.value)}</b>
          {isShare && low !== null && high !== null ? (
            <small>{t("decisionTime.interval", { low: format.percent(low), high: format.percent(high) })}</small>
          ) : null}
        </dd>
      ) : (
        <Unknown figure={figure} />
      )}
    </div>
  );
}

function Unknown({ figure }: { figure: MetricValue | undefined }) {
  const { t } = useJourneyWords();
  return (
    <dd className={classes.quiet}>
      {t(figure?.state === "withheld" ? "decisionTime.withheld" : "decisionTime.notYet")}
    </dd>
  );
}

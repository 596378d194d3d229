import { Button, NativeSelect, Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Trans, useTranslation } from "react-i18next";
import { getPolicyEvidence, type ClauseEvidence, type EvidenceState, type PolicyEvidence } from "#web/api/policy.ts";
import { useMembership } from "#web/console/membership.ts";
import { Attention } from "#web/console/policy/Attention.tsx";
import { Clause } from "#web/console/policy/Clause.tsx";
import { PERIODS, STATES, type PolicySearch, type Shown } from "#web/console/policy/policy-search.ts";
import { StateMark } from "#web/console/policy/StateMark.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { isolate } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/policy/Clauses.module.css";

/** The answer first: how many clauses are met and what needs attention; then every clause beside what shows it. */
export function Clauses() {
  const { association } = useMembership();
  const search: PolicySearch = useSearch({ strict: false });
  const period = search.period ?? "last12Months";
  const query = useQuery({
    queryKey: ["policyEvidence", association.id, period],
    queryFn: () => getPolicyEvidence(association.id, period),
    placeholderData: keepPreviousData,
  });
  if (query.isError && !query.data) return <ErrorNote error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  return <Evidence page={query.data} stale={query.isPlaceholderData} />;
}

function Evidence({ page, stale }: { page: PolicyEvidence; stale: boolean }) {
  const { t } = useTranslation();
  const search: PolicySearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const show: Shown = search.show ?? "all";
  const shown = page.clauses.filter(({ state }) => isShown(state, show));
  const change = (changed: Partial<PolicySearch>) =>
    void navigate({
      to: "/policy",
      search: { ...search, ...changed },
      resetScroll: false,
    });
  return (
    <div className={classes.page} data-stale={stale || undefined}>
      <Verdict page={page} />
      <Attention page={page} />
      <div className={classes.controls}>
        <fieldset className={classes.states}>
          <legend>{t("policy.show.name")}</legend>
          {(["all", "attention"] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={show === one}
              onClick={() => change({ show: one === "all" ? undefined : one })}
            >
              {t(`policy.show.${one}`)}
            </button>
          ))}
          {STATES.filter((state) => page.totals[state] > 0).map((state) => (
            <StateButton
              key={state}
              state={state}
              count={page.totals[state]}
              pressed={show === state}
              onPress={() => change({ show: show === state ? undefined : state })}
            />
          ))}
        </fieldset>
        <div className={classes.tools}>
          <NativeSelect
            aria-label={t("policy.period.name")}
            value={page.period.id}
            onChange={(event) => {
              const chosen = PERIODS.find((one) => one === event.currentTarget.value);
              change({ period: chosen === "last12Months" ? undefined : chosen });
            }}
            data={PERIODS.map((one) => ({ value: one, label: t(`policy.period.${one}`) }))}
          />
          <Button variant="default" onClick={() => print()}>
            {t("policy.print")}
          </Button>
        </div>
      </div>
      <Rule k={page.k} />
      <div className={classes.columns}>
        <Contents clauses={shown} />
        <div className={classes.clauses}>
          {shown.length === 0 ? <p className={classes.none}>{t("policy.noneShown")}</p> : null}
          {shown.map((clause) => (
            <Clause key={clause.id} clause={clause} page={page} />
          ))}
        </div>
      </div>
    </div>
  );
}

function isShown(state: EvidenceState, show: Shown): boolean {
  if (show === "all") return true;
  return show === "attention" ? state === "unmet" || state === "risk" : state === show;
}

function Verdict({ page }: { page: PolicyEvidence }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { totals, clauses, period } = page;
  const attention = totals.unmet + totals.risk;
  return (
    <header className={classes.verdict}>
      <h1>
        <Trans
          i18nKey="policy.headline"
          values={{ met: format.integer(totals.met), all: format.integer(clauses.length) }}
          components={{ figure: <span className={classes.figure} /> }}
        />
      </h1>
      <p className={classes.lead}>
        {t("policy.attention", { count: attention, n: format.integer(attention) })}{" "}
        {totals.noData > 0 ? t("policy.waiting", { count: totals.noData, n: format.integer(totals.noData) }) : null}
      </p>
      <p className={classes.dates}>
        {t(`policy.period.${period.id}`)}
        {t("list.comma")} {isolate(format.dateRange(period.from, period.to))}
      </p>
      <Bar totals={totals} all={clauses.length} />
    </header>
  );
}

/** All clauses as one line, from what needs attention on; the buttons below say the same in words. */
function Bar({ totals, all }: { totals: PolicyEvidence["totals"]; all: number }) {
  return (
    <div className={classes.bar} aria-hidden="true">
      {STATES.filter((state) => totals[state] > 0).map((state) => (
        <span key={state} data-state={state} style={{ flexGrow: totals[state] / all }} />
      ))}
    </div>
  );
}

type StateButtonProps = { state: EvidenceState; count: number; pressed: boolean; onPress: () => void };

function StateButton({ state, count, pressed, onPress }: StateButtonProps) {
  const format = useFormat();
  return (
    <button type="button" aria-pressed={pressed} onClick={onPress}>
      <StateMark state={state} /> <b>{format.integer(count)}</b>
    </button>
  );
}

function Rule({ k }: { k: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <details className={classes.rule}>
      <summary>{t("policy.rule.name")}</summary>
      <ul>
        <li>{t("policy.rule.figure")}</li>
        <li>{t("policy.rule.clause")}</li>
        <li>{t("policy.rule.noData", { k: format.integer(k) })}</li>
        <li>{t("policy.rule.measured")}</li>
        <li>{t("policy.rule.clear")}</li>
        <li>{t("policy.rule.events")}</li>
      </ul>
    </details>
  );
}

function Contents({ clauses }: { clauses: readonly ClauseEvidence[] }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.contents} aria-label={t("policy.contents")}>
      <ol>
        {clauses.map(({ id, state }) => (
          <li key={id}>
            <a href={`#${id}`}>
              <bdi>{id}</bdi>
              <StateMark state={state} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Waiting() {
  return (
    <div className={classes.waiting} aria-busy="true">
      <Skeleton height={48} width="60%" />
      <Skeleton height={20} width="40%" />
      <Skeleton height={240} radius="lg" />
      <Skeleton height={240} radius="lg" />
    </div>
  );
}

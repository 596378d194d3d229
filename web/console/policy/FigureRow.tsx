import { useLocation, useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import type { FigureEvidence, PolicyEvidence } from "#web/api/policy.ts";
import { useMembership } from "#web/console/membership.ts";
import { addressBehind } from "#web/console/policy/behind.ts";
import { useEvidenceName } from "#web/console/policy/evidence-name.ts";
import { FigureDetails } from "#web/console/policy/FigureDetails.tsx";
import { Sparkline } from "#web/console/policy/Sparkline.tsx";
import { StateMark } from "#web/console/policy/StateMark.tsx";
import { usePartWords, useValueWords } from "#web/console/policy/value-words.ts";
import { isolate } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/policy/Evidence.module.css";

type FigureRowProps = { readonly evidence: FigureEvidence; readonly page: PolicyEvidence };

/** One figure beside a clause: its state and why, the number with interval and base, how it went, and what lies behind. */
export function FigureRow({ evidence, page }: FigureRowProps) {
  const nameOf = useEvidenceName();
  const { goal, words, trend, since } = evidence;
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className={classes.row} data-quiet={goal === null || undefined}>
      <div className={classes.what}>
        <h4>{nameOf(evidence)}</h4>
        <Why evidence={evidence} k={page.k} />
        {since === null ? null : (
          <p className={classes.why}>{t("policy.since", { on: isolate(format.date(since)) })}</p>
        )}
      </div>
      <Number evidence={evidence} />
      <div className={classes.trend}>{words ? <Sparkline trend={trend} goal={goal} unit={words.unit} /> : null}</div>
      <PrintedParts evidence={evidence} />
      <div className={classes.more}>
        {words ? <FigureDetails evidence={evidence} /> : null}
        <Behind evidence={evidence} page={page} />
      </div>
    </li>
  );
}

/** A breakdown by a few words, as one line on paper, where nobody can open it. */
function PrintedParts({ evidence: { by, parts, words } }: { evidence: FigureEvidence }) {
  const { t } = useTranslation();
  const partOf = usePartWords();
  const valueOf = useValueWords();
  if (!words || by === null || parts.length === 0) return null;
  return (
    <p className={classes.printed}>
      {parts
        .map(({ key, name, value }) => {
          const shown = value.state === "ok" && value.value !== null ? valueOf(words.unit, value.value) : null;
          const said = shown ?? t(value.state === "withheld" ? "policy.withheldPart" : "policy.state.noData");
          return `${isolate(partOf({ key, name }))} ${isolate(said)}`;
        })
        .join(" · ")}
    </p>
  );
}

function Number({ evidence: { figure, words, state } }: { evidence: FigureEvidence }) {
  const { t } = useTranslation();
  const format = useFormat();
  const valueOf = useValueWords();
  if (!figure || !words || figure.state !== "ok" || figure.value === null) {
    return <p className={classes.number}>{state === "noData" ? <StateMark state="noData" /> : null}</p>;
  }
  const { value, low, high, base } = figure;
  const { language } = format.settings;
  // The base of a plain count is the count itself: said once.
  const isCount = words.unit === "count" || words.unit === "people";
  return (
    <div className={classes.number}>
      <b>{valueOf(words.unit, value)}</b>
      {low !== null && high !== null && low !== high ? (
        <small>
          {t("policy.interval", { low: isolate(valueOf(words.unit, low)), high: isolate(valueOf(words.unit, high)) })}
        </small>
      ) : null}
      {base === null || isCount ? null : (
        <small>{t("policy.base", { n: isolate(format.integer(base)), of: words.base[language] })}</small>
      )}
    </div>
  );
}

function Why({ evidence: { state, reason, isClear, goal, words }, k }: { evidence: FigureEvidence; k: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const valueOf = useValueWords();
  const why = t(`policy.why.${reason}`, { k: format.integer(k) });
  const unclear = isClear === false ? `${t("list.comma")} ${t("policy.why.unclear")}` : "";
  const limit = (value: number) => isolate(words ? valueOf(words.unit, value) : format.decimal(value));
  return (
    <p className={classes.why}>
      {state === "noData" || state === "measured" ? null : <StateMark state={state} />}
      <span>
        {why}
        {unclear}
      </span>
      {goal ? <small>{t(`policy.goal.${goal.is}`, { met: limit(goal.met), risk: limit(goal.risk) })}</small> : null}
    </p>
  );
}

function Behind({ evidence, page }: FigureRowProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const session = useMembership();
  const { search } = useLocation();
  const address = addressBehind(evidence.behind, session, { period: page.period, filters: evidence.filters });
  if (address === undefined) return null;
  const association = "association" in search ? search.association : undefined;
  const href =
    association === undefined ? address : `${address}${address.includes("?") ? "&" : "?"}association=${association}`;
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.history.push(href);
  };
  return (
    <a className={classes.behind} href={href} onClick={go}>
      {t("policy.behind")}
    </a>
  );
}

import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActionView, TakenFigure } from "#web/api/actions.ts";
import { ActionForm } from "#web/console/actions/ActionForm.tsx";
import { CloseForm } from "#web/console/actions/CloseForm.tsx";
import { ownerName, type Unit as OwnerUnit } from "#web/console/actions/owner.ts";
import { PublishForm, WithdrawForm } from "#web/console/actions/PublishForm.tsx";
import { useMembership } from "#web/console/membership.ts";
import { usePartWords, useValueWords, type Unit } from "#web/console/policy/value-words.ts";
import { today } from "#web/console/today.ts";
import { isolate } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";
import { Withheld } from "#web/ui/Withheld.tsx";
import classes from "#web/console/actions/Actions.module.css";

type ActionCardProps = { readonly action: ActionView; readonly units: readonly OwnerUnit[] };
type Asking = "edit" | "close" | "publish" | "withdraw";

/** One improvement: found, changed, before, after, and what was told to people. */
export function ActionCard({ action, units }: ActionCardProps) {
  const { t } = useTranslation();
  const { permissions } = useMembership();
  const [asking, setAsking] = useState<Asking>();
  const stop = () => setAsking(undefined);
  const isOpen = action.doneOn === null;
  const TITLES = { edit: "edit", close: "closeAsk", publish: "publishAsk", withdraw: "withdrawSure" } as const;
  return (
    <article className={classes.card} data-overdue={action.isOverdue || undefined}>
      <div className={classes.words}>
        <p className={classes.label}>{t("actions.finding")}</p>
        <h3 dir="auto">{action.finding}</h3>
        <p className={classes.label}>{t("actions.change")}</p>
        <p className={classes.change} dir="auto">
          {action.change}
        </p>
        <Meta action={action} />
      </div>
      <Effect action={action} />
      {action.published ? <Told action={action} /> : null}
      {permissions.includes("manageActions") ? (
        <div className={classes.acts}>
          {isOpen ? <CloseButton action={action} onAsk={() => setAsking("close")} /> : null}
          <Button variant="subtle" size="compact-md" onClick={() => setAsking("publish")}>
            {t("actions.publish")}
          </Button>
          {action.published ? (
            <Button variant="subtle" size="compact-md" onClick={() => setAsking("withdraw")}>
              {t("actions.withdraw")}
            </Button>
          ) : null}
          {isOpen ? (
            <Button variant="subtle" size="compact-md" onClick={() => setAsking("edit")}>
              {t("actions.edit")}
            </Button>
          ) : null}
        </div>
      ) : null}
      <Modal
        opened={asking !== undefined}
        onClose={stop}
        title={asking ? t(`actions.${TITLES[asking]}`) : ""}
        size="lg"
      >
        {asking === "edit" ? <ActionForm action={action} units={units} onDone={stop} /> : null}
        {asking === "close" ? <CloseForm action={action} onDone={stop} /> : null}
        {asking === "publish" ? <PublishForm action={action} onDone={stop} /> : null}
        {asking === "withdraw" ? <WithdrawForm action={action} onDone={stop} /> : null}
      </Modal>
    </article>
  );
}

function Meta({ action }: { action: ActionView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const date = (iso: string) => isolate(format.date(iso));
  return (
    <p className={classes.meta}>
      {action.isOverdue ? <b>{t("actions.overdue")}</b> : null}
      <span>{ownerName(action, format.settings.language, t)}</span>
      <span>{t("actions.openedOn", { on: date(action.openedOn) })}</span>
      <span>
        {action.doneOn === null
          ? t("actions.dueOn", { on: date(action.dueOn) })
          : t("actions.doneOn", { on: date(action.doneOn) })}
      </span>
    </p>
  );
}

function CloseButton({ action, onAsk }: { action: ActionView; onAsk: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (today() >= action.readyOn) return <Button onClick={onAsk}>{t("actions.close")}</Button>;
  return <p className={classes.notReady}>{t("actions.notReady", { on: isolate(format.date(action.readyOn)) })}</p>;
}

const RESULTS = { improved: "improved", "no-clear-change": "noClearChange", worse: "worse" } as const;

function Effect({ action: { words, metric, filters, before, after, result } }: { action: ActionView }) {
  const { t } = useTranslation();
  const { language } = useFormat().settings;
  const partOf = usePartWords();
  const kept = filters.flatMap(({ values }) => values.map(partOf));
  const unit = words?.unit ?? "count";
  return (
    <div className={classes.effect}>
      <p className={classes.label}>{t("actions.measuredBy")}</p>
      <p className={classes.metric}>
        {words?.label[language] ?? metric}
        {kept.length > 0 ? ` (${kept.join(`${t("list.comma")} `)})` : ""}
      </p>
      <dl>
        <div>
          <dt>{t("actions.before")}</dt>
          <Figure figure={before} unit={unit} />
        </div>
        <div>
          <dt>{t("actions.after")}</dt>
          {after ? (
            <Figure figure={after} unit={unit} />
          ) : (
            <dd className={classes.quiet}>{t("actions.notMeasured")}</dd>
          )}
        </div>
      </dl>
      {result ? (
        <p className={classes.result} data-result={result}>
          <span aria-hidden="true">{{ improved: "✓", "no-clear-change": "≈", worse: "!" }[result]}</span>
          {t(`actions.result.${RESULTS[result]}`)}
        </p>
      ) : null}
    </div>
  );
}

function Figure({ figure: { state, value, low, high, base, from, to }, unit }: { figure: TakenFigure; unit: Unit }) {
  const { t } = useTranslation();
  const format = useFormat();
  const valueOf = useValueWords();
  const dates = <small>{isolate(format.dateRange(from, to))}</small>;
  if (state === "withheld") {
    return (
      <dd>
        <Withheld />
        {dates}
      </dd>
    );
  }
  if (value === null) {
    return (
      <dd className={classes.quiet}>
        {t("actions.noFigure")}
        {dates}
      </dd>
    );
  }
  return (
    <dd>
      <b>{valueOf(unit, value)}</b>
      {low !== null && high !== null ? (
        <small>
          {t("policy.interval", { low: isolate(valueOf(unit, low)), high: isolate(valueOf(unit, high)) })}
          {base === null ? "" : `${t("list.comma")} ${t("actions.baseOf", { n: format.integer(base) })}`}
        </small>
      ) : null}
      {dates}
    </dd>
  );
}

function Told({ action: { published, publishedOn } }: { action: ActionView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!published) return null;
  return (
    <blockquote className={classes.told}>
      <p>
        <b>{t("actions.said")}</b> <span dir="auto">{published.said}</span>
      </p>
      <p>
        <b>{t("actions.did")}</b> <span dir="auto">{published.did}</span>
      </p>
      <small>{publishedOn ? t("actions.publishedOn", { on: isolate(format.date(publishedOn)) }) : null}</small>
    </blockquote>
  );
}

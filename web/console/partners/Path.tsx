import { useTranslation } from "react-i18next";
import type { PartnershipView } from "#web/api/partners.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** The steps of a partnership: what is done, where it stands, what follows, and whose turn it is. */
export function Path({ view }: { view: PartnershipView }) {
  const { t } = useTranslation();
  const { language } = useFormat().settings;
  const { steps, endings } = view.journeyView;
  const now = steps.find(({ state }) => state === "now");
  const lacked = view.journeyView.outcomes.flatMap(({ missing }) => missing.flatMap(({ by }) => by));
  const actors = lacked.length > 0 ? [...new Set(lacked)] : (now?.by ?? []);
  const ending = endings.find(({ id }) => id === view.ending);
  const WORDS = { done: "partners.stepDone", now: "partners.stepNow", ahead: "partners.stepAhead" } as const;
  return (
    <nav aria-label={t("partners.path")}>
      <ol className={classes.path}>
        {steps.map(({ id, name, state }) => (
          <li key={id} data-state={state} aria-current={state === "now" ? "step" : undefined}>
            {name[language]} <small>{t(WORDS[state])}</small>
          </li>
        ))}
        {ending ? (
          <li data-state="now" aria-current="step">
            {ending.name[language]}
          </li>
        ) : null}
      </ol>
      {now ? (
        <p className={classes.quiet}>
          {t("partners.whoActs", { who: actors.map((role) => t(`role.${role}`)).join(t("list.comma")) })}
        </p>
      ) : null}
    </nav>
  );
}

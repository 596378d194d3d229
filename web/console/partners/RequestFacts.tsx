import { useTranslation } from "react-i18next";
import type { PartnershipView } from "#web/api/partners.ts";
import { dayOf } from "#web/console/partners/day-of.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** The formal request as it was made (clause T13). */
export function RequestFacts({ view }: { view: PartnershipView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format.settings;
  return (
    <section className={classes.stack} aria-labelledby="formal-request">
      <h2 id="formal-request">{t("partners.formalRequest")}</h2>
      <dl className={classes.facts}>
        <div>
          <dt>{t("partners.partner")}</dt>
          <dd>{view.partner}</dd>
        </div>
        <div>
          <dt>{t("partners.askedOn")}</dt>
          <dd>{format.date(dayOf(view.openedAt))}</dd>
        </div>
        {view.reached === null ? null : (
          <div>
            <dt>{t("partners.reached")}</dt>
            <dd>{format.integer(view.reached)}</dd>
          </div>
        )}
        {view.answers.map(({ title, text }) => (
          <div key={title.ar}>
            <dt>{title[language]}</dt>
            <dd>{format.inDigits(text[language])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

import { useTranslation } from "react-i18next";
import type { PartnershipView } from "#web/api/partners.ts";
import { dayOf } from "#web/console/partners/day-of.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** What happened, when, and by whom; the names of ways out are those of the journey at hand. */
export function History({ view }: { view: PartnershipView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className={classes.stack} aria-labelledby="history">
      <h2 id="history">{t("partners.history")}</h2>
      <ul className={classes.list}>
        {view.history
          .filter(({ type }) => type === "move")
          .map(({ seq, at, actor, who, what, detail }) => (
            <li key={seq}>
              <div className={classes.row}>
                <span>{view.ways[what]?.[format.settings.language] ?? what}</span>
                <span className={classes.quiet}>
                  {format.date(dayOf(at))}
                  {t("list.dot")}
                  <bdi>{who || t(`role.${actor}`)}</bdi>
                </span>
              </div>
              {detail.reason ? (
                <p className={classes.words}>{t("partners.because", { reason: detail.reason })}</p>
              ) : null}
              {detail.override ? (
                <p className={classes.words}>
                  {t("partners.override")} {detail.override}
                </p>
              ) : null}
              {detail.conflicts && detail.conflicts.length > 0 ? (
                <p className={classes.quiet}>
                  {t("partners.conflicts")}:{" "}
                  {detail.conflicts.map(({ name, what: why }) => `${name} (${why})`).join(t("list.comma"))}
                </p>
              ) : null}
            </li>
          ))}
      </ul>
    </section>
  );
}

import { useTranslation } from "react-i18next";
import { LEAST_RESULTS } from "#policies/priority.ts";
import type { Impact } from "#web/api/partners.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** What came of partnerships: people, reports, indicators with their interval; or that too little is known to say. */
export function ImpactFacts({ impact }: { impact: Impact }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { expected, reached, reports, indicators, share } = impact;
  return (
    <>
      <p className={classes.lead}>
        {share ? (
          <>
            <strong>{t("partners.impactShare", { share: format.percent(share.value) })}</strong>{" "}
            <span className={classes.quiet}>
              {t("partners.impactInterval", {
                base: format.integer(share.base),
                interval: format.percentRange(share.low, share.high),
              })}
            </span>
          </>
        ) : (
          t("partners.notEnough", { n: format.integer(LEAST_RESULTS) })
        )}
      </p>
      <dl className={classes.facts}>
        {(["reached", "partly", "missed"] as const).map((state) => (
          <div key={state}>
            <dt>{t(`partners.attainedState.${state}`)}</dt>
            <dd>{format.integer(indicators[state])}</dd>
          </div>
        ))}
        <div>
          <dt>{t("partners.reached")}</dt>
          <dd>
            {t("partners.impactReached", { reached: format.integer(reached), expected: format.integer(expected) })}
          </dd>
        </div>
        <div>
          <dt>{t("partners.reports")}</dt>
          <dd>
            {t("partners.impactReports", {
              filed: format.integer(reports.filed),
              due: format.integer(reports.due),
              inTime: format.integer(reports.inTime),
            })}
          </dd>
        </div>
      </dl>
    </>
  );
}

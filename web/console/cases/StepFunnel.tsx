import { Link } from "@tanstack/react-router";
import type { CaseSteps } from "#web/api/cases.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import classes from "#web/console/cases/Cases.module.css";

/** The steps of the policy in their order, how many are at each now, and how long the oldest has waited there. */
export function StepFunnel({ counted, chosen }: { counted: CaseSteps; chosen: string | undefined }) {
  const { t, format, language, days } = useCaseWords();
  const total = counted.steps.reduce((sum, step) => sum + step.now, 0);
  const most = Math.max(1, ...counted.steps.map((step) => step.now));
  return (
    <section aria-labelledby="funnel">
      <h2 id="funnel" className={classes.finding}>
        {t("cases.funnel", { count: total, n: format.integer(total) })}
      </h2>
      <p className={classes.small}>{t("cases.funnelNote")}</p>
      <ol className={classes.funnel}>
        {counted.steps.map(({ id, name, now, longestSince }) => (
          <li key={id} data-chosen={chosen === id || undefined}>
            <Link
              to="/cases"
              search={chosen === id ? {} : { step: id }}
              resetScroll={false}
              data-empty={now === 0 || undefined}
              aria-current={chosen === id || undefined}
            >
              <span className={classes.funnelName}>{name[language]}</span>
              <span className={classes.funnelBar} aria-hidden="true">
                <span style={{ inlineSize: `${(now / most) * 100}%` }} />
              </span>
              <span className={classes.funnelCount}>{format.integer(now)}</span>
              <span className={classes.funnelWait}>
                {longestSince === null ? "" : t("cases.longest", { days: days(longestSince, counted.now) })}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}

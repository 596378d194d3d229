import { useTranslation } from "react-i18next";
import type { ClauseEvidence, PolicyEvidence } from "#web/api/policy.ts";
import { useBecause } from "#web/console/policy/because.ts";
import { CheckRow } from "#web/console/policy/CheckRow.tsx";
import { ClauseText } from "#web/console/policy/ClauseText.tsx";
import { FigureRow } from "#web/console/policy/FigureRow.tsx";
import { StateMark } from "#web/console/policy/StateMark.tsx";
import evidenceClasses from "#web/console/policy/Evidence.module.css";
import classes from "#web/console/policy/Clauses.module.css";

/** One clause: its own words, and beside them the state, why, and every piece of evidence. */
export function Clause({ clause, page }: { clause: ClauseEvidence; page: PolicyEvidence }) {
  const { t } = useTranslation();
  const because = useBecause();
  const heading = `clause-${clause.id}`;
  return (
    <article
      id={clause.id}
      tabIndex={-1}
      className={classes.clause}
      data-state={clause.state}
      aria-labelledby={heading}
    >
      <header>
        <h2 id={heading} className={classes.id}>
          {t("policy.clause")} <bdi>{clause.id}</bdi>
        </h2>
        <ClauseText text={clause.text} gloss={clause.gloss} />
      </header>
      <section className={classes.evidence} aria-label={t("policy.evidence")}>
        <div className={classes.judgement}>
          <StateMark state={clause.state} />
          <p>{because(clause)}</p>
        </div>
        <ul className={evidenceClasses.list}>
          {clause.evidence.map((evidence, at) =>
            evidence.kind === "figure" ? (
              // Evidence of a clause keeps its place: the policy orders it.
              <FigureRow key={`${evidence.metric} ${at}`} evidence={evidence} page={page} />
            ) : (
              <CheckRow key={evidence.check} evidence={evidence} />
            ),
          )}
        </ul>
      </section>
    </article>
  );
}

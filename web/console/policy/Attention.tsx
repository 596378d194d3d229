import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ClauseEvidence, PolicyEvidence } from "#web/api/policy.ts";
import { useMembership } from "#web/console/membership.ts";
import { useBecause } from "#web/console/policy/because.ts";
import { StateMark } from "#web/console/policy/StateMark.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/policy/Clauses.module.css";

const ORDER = ["unmet", "risk"] as const;

/** What a quality officer or a board member decides here: the clauses that missed a goal or are close to it, and why. */
export function Attention({ page }: { page: PolicyEvidence }) {
  const { t } = useTranslation();
  const because = useBecause();
  const { permissions } = useMembership();
  const format = useFormat();
  const clauses = ORDER.flatMap((wanted) => page.clauses.filter(({ state }) => state === wanted));
  if (clauses.length === 0) return null;
  return (
    <section className={classes.attention} aria-labelledby="attention">
      <h2 id="attention">{t("policy.attentionList")}</h2>
      <ul>
        {clauses.map((clause) => (
          <li key={clause.id}>
            <StateMark state={clause.state} />
            <div>
              <a href={`#${clause.id}`}>
                <bdi>{clause.id}</bdi> {shortText(clause, format.settings.language)}
              </a>
              <p>{because(clause)}</p>
            </div>
            <NewAction clause={clause} may={permissions.includes("manageActions")} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Opens an improvement that is measured by the figure that missed its goal. */
function NewAction({ clause, may }: { clause: ClauseEvidence; may: boolean }) {
  const { t } = useTranslation();
  const deciding = clause.decidedBy.map((at) => clause.evidence[at]).find((one) => one?.kind === "figure");
  if (!may || deciding?.kind !== "figure") return <span />;
  return (
    <Link className={classes.improve} to="/actions" search={{ measure: deciding.metric }}>
      {t("actions.open")}
    </Link>
  );
}

/** As much of the clause as tells it from the others. */
export function shortText({ text, gloss }: Pick<ClauseEvidence, "text" | "gloss">, language: "ar" | "en"): string {
  const words = (language === "ar" ? text : gloss).split(/\s+/);
  return words.length <= 14 ? words.join(" ") : `${words.slice(0, 13).join(" ")}…`;
}

import { useCase } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** How the case was classified, once it was. */
export function Criteria() {
  const { t, language, day } = useCaseWords();
  const { criteria } = useCase().view;
  if (criteria.judgedAt === null) return null;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("caseCriteria.title")}</h2>
      <p className={classes.small}>{day(criteria.judgedAt)}</p>
      <ul className={classes.lines}>
        {criteria.list.map(({ id, name, isMet }) => (
          <li key={id}>
            <span>{name[language]}</span>
            <span className={isMet ? classes.strong : classes.quiet}>
              {t(isMet ? "caseCriteria.met" : "caseCriteria.unmet")}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

import { useCase } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** The follow-ups of a case: when each is due and what came of it. */
export function FollowUpList() {
  const { t, format, day } = useCaseWords();
  const { followUps } = useCase().view;
  if (followUps.length === 0) return null;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("caseFollowUp.title")}</h2>
      <ul className={classes.lines}>
        {followUps.map((one) => (
          <li key={one.id}>
            <span>
              <strong>{t("caseFollowUp.after", { day: format.integer(one.day) })}</strong>
              {" · "}
              {t("caseFollowUp.due", { date: format.date(one.dueOn) })}
              {one.place ? ` · ${t(`cases.places.${one.place}`)}` : ""}
              {one.note ? <span className={classes.text}>{one.note}</span> : null}
            </span>
            <span className={one.state === "overdue" || one.state === "again" ? classes.signal : classes.quiet}>
              {one.outcome === ""
                ? t(`caseFollowUp.states.${one.state}`)
                : `${t(`caseFollowUp.done.${one.outcome}`)}${one.doneAt === null ? "" : ` · ${day(one.doneAt)}`}`}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

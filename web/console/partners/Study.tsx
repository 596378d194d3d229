import { useTranslation } from "react-i18next";
import type { PartnershipView } from "#web/api/partners.ts";
import { PriorityBar, PriorityTable } from "#web/console/partners/Priority.tsx";
import { DataTable } from "#web/ui/DataTable.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** What the study found, and how the priority came about: now, or as it was when the committee decided. */
export function Study({ view }: { view: PartnershipView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format.settings;
  const standing = view.standing ?? view.decidedOn;
  return (
    <>
      {view.study.length > 0 ? (
        <section className={classes.stack} aria-labelledby="study">
          <h2 id="study">{t("partners.study")}</h2>
          <DataTable
            caption={t("partners.study")}
            columns={[
              { id: "criterion", heading: t("partners.criterion") },
              { id: "score", heading: t("partners.criterionScore"), number: true },
              { id: "note", heading: t("partners.studyNote") },
            ]}
            rows={view.study.map(({ criterion, score, note }) => ({
              key: criterion,
              cells: [
                view.criteria.find(({ id }) => id === criterion)?.name[language] ?? criterion,
                t("partners.ofMost", { n: format.integer(score), most: format.integer(4) }),
                note,
              ],
            }))}
          />
          <p className={classes.quiet}>{t("partners.studyWho", { who: view.study[0]?.by ?? "" })}</p>
        </section>
      ) : null}
      {standing ? (
        <section className={classes.stack} aria-labelledby="priority">
          <h2 id="priority">{t("partners.priority")}</h2>
          {view.standing ? (
            <PriorityBar standing={view.standing} />
          ) : (
            <p className={classes.quiet}>
              {t("partners.decidedAs", { n: format.integer(standing.rank), of: format.integer(standing.of) })}
            </p>
          )}
          <PriorityTable standing={standing} />
        </section>
      ) : null}
    </>
  );
}

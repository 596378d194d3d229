import type { OfferedService } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useDocumentWords } from "#web/console/requests/document-words.ts";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

/** The conditions to be read out, and the documents that will be asked for. */
export function ServiceFacts({ service }: { service: OfferedService }) {
  const { t, language } = useJourneyWords();
  const { asked } = useDocumentWords();
  const reasons = [...new Map(service.conditions.map((one) => [one.reason.ar, one])).values()];
  return (
    <Sheet>
      <div className={classes.pair}>
        <section>
          <h2 className={classes.sectionTitle}>{t("requestNew.conditions")}</h2>
          {reasons.length === 0 ? <p className={classes.quiet}>{t("requestNew.noConditions")}</p> : null}
          <ul className={classes.bullets}>
            {reasons.map(({ reason, refersTo }) => (
              <li key={reason.ar}>
                {reason[language]}
                {refersTo ? <small>{t("requestEligibility.refersTo", { to: refersTo[language] })}</small> : null}
              </li>
            ))}
          </ul>
          {reasons.length > 0 ? <p className={classes.small}>{t("requestNew.conditionsLead")}</p> : null}
        </section>
        <section>
          <h2 className={classes.sectionTitle}>{t("requestNew.documents")}</h2>
          {service.documents.length === 0 ? <p className={classes.quiet}>{t("requestNew.noDocuments")}</p> : null}
          <ul className={classes.bullets}>
            {service.documents.map((document) => (
              <li key={document.id}>
                {document.name[language]}
                <small>
                  {document.isAlways ? "" : `${t("requestNew.sometimes")}${t("list.dot")}`}
                  {asked(document)}
                </small>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Sheet>
  );
}

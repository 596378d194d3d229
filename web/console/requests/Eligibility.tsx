import type { RequestView } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { CheckIcon } from "#web/ui/icons.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

/** What the conditions say of the answers: each that is not met by its reason, each that cannot be read by its field. */
export function Eligibility({ view }: { view: Pick<RequestView, "eligibility" | "answers"> }) {
  const { t } = useJourneyWords();
  const { state } = view.eligibility;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("requestEligibility.title")}</h2>
      {state === "eligible" ? (
        <p className={classes.good}>
          <CheckIcon />
          {t("requestEligibility.eligible")}
        </p>
      ) : (
        <EligibilityDetails view={view} />
      )}
    </Sheet>
  );
}

/** Conditions that are not met, and those that nobody can read. */
export function EligibilityDetails({ view }: { view: Pick<RequestView, "eligibility" | "answers"> }) {
  const { t, language } = useJourneyWords();
  const { unmet, unreadable } = view.eligibility;
  const titleOf = (field: string) => view.answers.find(({ item }) => item === field)?.title ?? field;
  return (
    <div className={classes.stack}>
      {unmet.length > 0 ? (
        <div>
          <h3>{t("requestEligibility.notEligible")}</h3>
          <ul className={classes.bullets}>
            {unmet.map(({ id, reason, refersTo }) => (
              <li key={id}>
                {reason[language]}
                {refersTo ? <small>{t("requestEligibility.refersTo", { to: refersTo[language] })}</small> : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {unreadable.length > 0 ? (
        <div>
          <h3>{t("requestEligibility.unknown")}</h3>
          <p className={classes.small}>{t("requestEligibility.unknownLead")}</p>
          <ul className={classes.bullets}>
            {unreadable.map(({ id, expression, problem, field }) => (
              <li key={id}>
                {t(`requestEligibility.problem.${problem}`)}
                {field ? <small>{t("requestEligibility.field", { field: titleOf(field) })}</small> : null}
                <small>
                  {t("requestEligibility.expression", { expression: "" })}
                  <bdi dir="ltr">{expression}</bdi>
                </small>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

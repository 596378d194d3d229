import type { RequestView } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { isolate } from "#web/ui/format.ts";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

type Shown = Pick<RequestView, "kind" | "language" | "declarations" | "reviewDueOn"> & {
  /** The committee sees no number. */
  readonly person: { readonly name: string; readonly phone?: string; readonly guardian?: string };
};

/** Who asks, and who signed. */
export function Applicant({ view }: { view: Shown }) {
  const { t, i18n, language, day, date, format } = useJourneyWords();
  const { association } = useMembership();
  const { person } = view;
  const spoken = `requests.languages.${view.language}`;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("requests.about")}</h2>
      <p className={classes.name}>
        <bdi>{person.name}</bdi>
      </p>
      {person.guardian ? <p>{t("requests.guardian", { name: person.guardian })}</p> : null}
      <dl className={classes.facts}>
        {person.phone === undefined ? null : (
          <div>
            <dt>{t("requests.phone")}</dt>
            <dd>
              {person.phone ? (
                <a href={`tel:${person.phone.replaceAll(/[^\d+]/g, "")}`}>
                  <bdi dir="ltr">{format.inDigits(person.phone)}</bdi>
                </a>
              ) : (
                t("requests.noPhone")
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{t("requests.kind")}</dt>
          <dd>{association.kinds.find(({ id }) => id === view.kind)?.name[language] ?? view.kind}</dd>
        </div>
        <div>
          <dt>{t("requests.language")}</dt>
          <dd>{i18n.exists(spoken) ? t(spoken) : view.language}</dd>
        </div>
      </dl>
      {view.declarations.map((one) => (
        <p key={`${one.version} ${one.signedAt}`} className={classes.small}>
          {t("requests.declared", { name: isolate(one.name), date: day(one.signedAt) })}
        </p>
      ))}
      {view.reviewDueOn ? (
        <p className={classes.small}>{t("requests.reviewDue", { date: date(view.reviewDueOn) })}</p>
      ) : null}
      <p className={classes.small}>{t("requests.sealed")}</p>
    </Sheet>
  );
}

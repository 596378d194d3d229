import type { RequestLine } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { Overdue } from "#web/console/requests/Overdue.tsx";
import classes from "#web/console/requests/Requests.module.css";

type RequestHeadProps = { readonly view: Pick<RequestLine, "service" | "way" | "openedAt"> & { isOverdue: boolean } };

/** What was asked for, how and when. */
export function RequestHead({ view }: RequestHeadProps) {
  const { t, language, day } = useJourneyWords();
  const { association } = useMembership();
  const service = association.services.find(({ id }) => id === view.service)?.name[language] ?? view.service;
  return (
    <header className={classes.head}>
      <h1>{service}</h1>
      <p>
        {t("requests.opened", { way: t(`requests.way.${view.way}`), date: day(view.openedAt) })}
        {view.isOverdue ? <Overdue /> : null}
      </p>
    </header>
  );
}

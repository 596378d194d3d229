import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { handOverCode } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { useRequest } from "#web/console/requests/request-context.ts";
import { CopyLink } from "#web/ui/CopyLink.tsx";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

/** The follow-up code, to be handed over again, and what the person was told. */
export function Following() {
  const { t, i18n, format, day } = useJourneyWords();
  const { view, tell, isActing } = useRequest();
  const { association } = useMembership();
  // That the code was asked for is written down: it comes on a press and is forgotten on leaving.
  const handed = useMutation({ mutationFn: () => handOverCode(association.id, view.id), gcTime: 0 });
  const unread = view.notices.filter(({ readAt }) => readAt === null).length;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("requests.follow")}</h2>
      <p className={classes.small}>{t("requests.followLead")}</p>
      {handed.data ? (
        <>
          <p className={classes.codeSmall}>
            <bdi dir="ltr">{handed.data.code}</bdi>
          </p>
          <CopyLink link={handed.data.link} />
        </>
      ) : null}
      {handed.error ? <ErrorNote error={handed.error} /> : null}
      <Button
        variant="default"
        size="sm"
        loading={handed.isPending}
        onClick={() => (handed.data ? handed.reset() : handed.mutate())}
      >
        {t(handed.data ? "requests.hideCode" : "requests.showCode")}
      </Button>
      <h3 className={classes.subTitle}>{t("requests.notices")}</h3>
      <ul className={classes.lines}>
        {view.notices.map(({ topic, madeAt, readAt }, index) => (
          <li key={`${topic} ${index}`}>
            <span>{i18n.exists(`requests.topic.${topic}`) ? t(`requests.topic.${topic}`) : topic}</span>
            <small>
              {day(madeAt)}
              {t("list.dot")}
              {t(readAt === null ? "requests.unread" : "requests.read")}
            </small>
          </li>
        ))}
      </ul>
      {unread > 0 ? (
        <Button variant="subtle" size="sm" loading={isActing} onClick={() => void tell()}>
          {t("requests.tell")} ({t("requests.noticesUnread", { count: unread, n: format.integer(unread) })})
        </Button>
      ) : null}
    </Sheet>
  );
}

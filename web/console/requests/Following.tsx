import { Button } from "@mantine/core";
import { useState } from "react";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useRequest } from "#web/console/requests/request-context.ts";
import { CopyLink } from "#web/ui/CopyLink.tsx";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

/** The follow-up code, to be handed over again, and what the person was told. */
export function Following() {
  const { t, i18n, format, day } = useJourneyWords();
  const { view, tell, isActing } = useRequest();
  const [isShown, setShown] = useState(false);
  const unread = view.notices.filter(({ readAt }) => readAt === null).length;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("requests.follow")}</h2>
      {view.followLink ? (
        <>
          <p className={classes.small}>{t("requests.followLead")}</p>
          {isShown ? (
            <>
              <p className={classes.codeSmall}>
                <bdi dir="ltr">{view.followLink.split("/").at(-1)}</bdi>
              </p>
              <CopyLink link={view.followLink} />
            </>
          ) : null}
          <Button variant="default" size="sm" onClick={() => setShown(!isShown)}>
            {t(isShown ? "requests.hideCode" : "requests.showCode")}
          </Button>
        </>
      ) : null}
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

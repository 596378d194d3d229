import { useTranslation } from "react-i18next";
import type { RequestView } from "#web/api/requests.ts";
import { Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/requests/Requests.module.css";

/** What was answered in the application, as a quiet list. */
export function Answers({ view: { answers } }: { view: Pick<RequestView, "answers"> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("requests.answers")}</h2>
      {answers.length === 0 ? <p className={classes.quiet}>{t("requests.noAnswers")}</p> : null}
      <dl className={classes.facts}>
        {answers.map(({ item, title, text }) => (
          <div key={item}>
            <dt>{title}</dt>
            <dd>
              <bdi>{format.inDigits(text)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

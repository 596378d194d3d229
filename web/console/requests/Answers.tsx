import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RequestView } from "#web/api/requests.ts";
import { Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/requests/Requests.module.css";

type AnswersProps = { readonly view: Pick<RequestView, "answers">; readonly children?: ReactNode };

/** What was answered in the application, as a quiet list, and what can be done about it. */
export function Answers({ view: { answers }, children }: AnswersProps) {
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
      {children}
    </Sheet>
  );
}

import { Button } from "@mantine/core";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { DeclarationForm } from "#web/console/requests/DeclarationForm.tsx";
import { JudgeForm } from "#web/console/requests/JudgeForm.tsx";
import { ProofForm } from "#web/console/requests/ProofForm.tsx";
import { useRequest } from "#web/console/requests/request-context.ts";
import { Ways } from "#web/console/requests/Ways.tsx";
import { toBring, whatIsAsked } from "#web/console/requests/what-is-asked.ts";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/requests/Requests.module.css";

/** The one thing that is to be done now: its question, its form, then the ways on. */
export function NextStep() {
  const { t, language, roles, format } = useJourneyWords();
  const { view } = useRequest();
  const { role } = useMembership();
  const { journeyView, step, ending } = view;
  const here = journeyView.steps.find(({ id }) => id === step);
  if (!here) {
    const name = journeyView.endings.find(({ id }) => id === ending)?.name[language] ?? "";
    return (
      <Sheet>
        <h2 className={classes.question}>{t("requestNext.ended", { ending: name })}</h2>
        <p className={classes.quiet}>{t("requestNext.endedLead")}</p>
        <Ways />
      </Sheet>
    );
  }
  const isMine = here.by.some((actor) => actor === role);
  const ask = whatIsAsked(view);
  return (
    <Sheet>
      <p className={classes.small}>
        {here.name[language]}
        {t("list.dot")}
        {t("journey.clause", { id: format.inDigits(here.clause) })}
      </p>
      <h2 className={classes.question}>
        {isMine
          ? t(`requestNext.ask.${ask}`, { to: here.external?.[language] ?? "" })
          : t("requestNext.elsewhere", { roles: roles(here.by.filter((actor) => actor !== "applicant")) })}
      </h2>
      {isMine ? <Task ask={ask} /> : <p className={classes.quiet}>{t("requestNext.elsewhereLead")}</p>}
      <Ways isTold={isMine && IN_THE_TASK.includes(ask)} />
    </Sheet>
  );
}

/** Tasks that bring what is missing by themselves: it need not be said again below. */
const IN_THE_TASK = ["declaration", "judge", "unknown", "interview", "explanation"];

/** What has to be there before the request can go on, to be brought right here. */
function Task({ ask }: { ask: string }) {
  const { t, language } = useJourneyWords();
  const { view, act, isActing } = useRequest();
  switch (ask) {
    case "declaration":
      return <DeclarationForm />;
    case "missing":
    case "verify":
      return (
        <>
          {toBring(view.documents).length > 0 ? (
            <>
              {ask === "verify" ? <h3 className={classes.subTitle}>{t("requestNext.missingList")}</h3> : null}
              <ul className={classes.bullets}>
                {toBring(view.documents).map(({ rule, name, state }) => (
                  <li key={rule}>
                    {name[language]} <small>{t(`requestDocuments.state.${state}`)}</small>
                  </li>
                ))}
              </ul>
              <p className={classes.small}>{t("requestNext.bringFor")}</p>
            </>
          ) : null}
          <p>
            <Button component="a" href="#documents" size="md">
              {t("requestNext.toDocuments")}
            </Button>
          </p>
        </>
      );
    case "judge":
    case "unknown":
      return <JudgeForm />;
    case "interview":
    case "explanation":
      return <ProofForm need={ask} />;
    case "send":
    case "back":
      return (
        <p>
          <Button
            size="md"
            loading={isActing}
            onClick={() => void act({ what: ask === "send" ? "send" : "return", body: {} })}
          >
            {t(`requestNext.${ask}`)}
          </Button>
        </p>
      );
    default:
      return null;
  }
}

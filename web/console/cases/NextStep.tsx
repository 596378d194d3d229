import type { CaseView } from "#web/api/cases.ts";
import { AssessmentForm } from "#web/console/cases/AssessmentForm.tsx";
import { useCase } from "#web/console/cases/case-context.ts";
import { CriteriaForm } from "#web/console/cases/CriteriaForm.tsx";
import { External } from "#web/console/cases/External.tsx";
import { FollowUpForm } from "#web/console/cases/FollowUpForm.tsx";
import { needName, useCaseWords } from "#web/console/cases/names.ts";
import { ReportForm } from "#web/console/cases/ReportForm.tsx";
import { useMembership } from "#web/console/membership.ts";
import { Ways } from "#web/console/cases/Ways.tsx";
import { isolate } from "#web/ui/format.ts";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** The need that each form of the page brings. */
const BROUGHT_BY: Readonly<Record<string, string>> = {
  criteria: "criteria",
  report: "report",
  assessment: "assessment",
  followUp: "follow-ups",
  followUpAhead: "follow-ups",
};

/** What the person in front of the screen decides here: one question, its form, then the ways on. */
export function NextStep() {
  const { t, language, roles, format } = useCaseWords();
  const { view } = useCase();
  const { role } = useMembership();
  const { journeyView, step, ending } = view;
  const here = journeyView.steps.find(({ id }) => id === step);
  if (!here) {
    const name = journeyView.endings.find(({ id }) => id === ending)?.name[language] ?? "";
    return (
      <Sheet>
        <h2 className={classes.question}>{t("cases.ended", { ending: name })}</h2>
        <p className={classes.quiet}>{t("cases.endedLead")}</p>
      </Sheet>
    );
  }
  const ask = whatIsAsked(view);
  const isMine = here.by.some((actor) => actor === role);
  const missing = [
    ...new Map(journeyView.outcomes.flatMap((way) => way.missing).map((one) => [one.need, one])).values(),
  ];
  const followUp = view.followUps.find(({ state }) => state !== "settled");
  // What the form on the page brings is not missing: it is being asked.
  const awaited = isMine ? BROUGHT_BY[ask] : undefined;
  const others = missing.filter(({ need }) => need !== awaited);
  const question = t(`caseAsk.${ask}`, {
    to: here.external?.[language] ?? "",
    report: view.asksReport?.name[language] ?? "",
    day: format.integer(followUp?.day ?? 0),
    date: followUp ? format.date(followUp.dueOn) : "",
  });
  return (
    <Sheet>
      <p className={classes.small}>
        {here.name[language]} · {t("cases.clause", { id: isolate(here.clause) })}
      </p>
      <h2 className={classes.question}>{isMine ? question : t("cases.notYours", { roles: roles(here.by) })}</h2>
      {!isMine && ask.startsWith("followUp") ? <p className={classes.quiet}>{question}</p> : null}
      {ask === "send" || ask === "back" ? <External /> : null}
      {ask === "criteria" && view.criteria.isMine ? <CriteriaForm /> : null}
      {ask === "report" && view.asksReport?.isMine === true ? <ReportForm /> : null}
      {ask === "assessment" && view.recovery.isMine ? <AssessmentForm /> : null}
      {(ask === "followUp" || ask === "followUpAhead") && view.mayRecordFollowUps && followUp ? (
        <FollowUpForm key={followUp.id + followUp.outcome} followUp={followUp} />
      ) : null}
      {others.length > 0 ? (
        <div className={classes.missing}>
          <h3>{t("cases.waits")}</h3>
          <ul className={classes.plain}>
            {others.map(({ need, by }) => (
              <li key={need}>{t("cases.whoBrings", { need: needName(need, t), roles: roles(by) })}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Ways awaited={awaited} />
    </Sheet>
  );
}

/** The question of the step as it stands; a key under `caseAsk`. */
export function whatIsAsked({
  journeyView,
  step,
  criteria,
  asksReport,
  recovery,
  followUps,
  ...view
}: CaseView): string {
  const here = journeyView.steps.find(({ id }) => id === step);
  const isMissing = (need: string) => journeyView.outcomes.some((way) => way.missing.some((one) => one.need === need));
  const isProven = (need: string) => journeyView.proven.some((one) => one === need);
  if (here?.external) {
    if (journeyView.sentAt === null) return "send";
    return journeyView.returnedAt === null ? "back" : "returned";
  }
  if (asksReport) return isMissing("report") ? "report" : "reportReady";
  if (recovery.isAsked) return isMissing("assessment") ? "assessment" : "assessmentReady";
  if (isMissing("criteria")) return "criteria";
  if (isProven("criteria") && here && criteria.isMine) return "criteriaReady";
  if (isMissing("follow-ups")) {
    const next = followUps.find(({ state }) => state !== "settled");
    return next?.state === "ahead" ? "followUpAhead" : "followUp";
  }
  return followUps.length > 0 && view.asksPlace.length === 0 ? "followUpReady" : "move";
}

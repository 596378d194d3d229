import { Button } from "@mantine/core";
import { useState } from "react";
import type { CaseHistoryLine, CaseView } from "#web/api/cases.ts";
import { useCase } from "#web/console/cases/case-context.ts";
import { needName, useCaseWords } from "#web/console/cases/names.ts";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

/** Events that are shown at first. */
const SHOWN = 6;

/** What happened to the case, the latest first. */
export function History() {
  const { t, format, day } = useCaseWords();
  const { view } = useCase();
  const tell = useTelling(view);
  const [isWhole, setWhole] = useState(false);
  const lines = view.history.toReversed();
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("caseHistory.title")}</h2>
      <ol className={classes.history}>
        {(isWhole ? lines : lines.slice(0, SHOWN)).map((line) => (
          <li key={line.seq}>
            <time dateTime={new Date(line.at).toISOString()}>
              {day(line.at)} · {format.time(line.at)}
            </time>
            <p>{tell(line)}</p>
            {line.detail.referral ? (
              <p className={classes.small}>{t("caseHistory.referred", { to: line.detail.referral.to })}</p>
            ) : null}
            {line.detail.reason ? (
              <p className={classes.small}>{t("caseHistory.reason", { reason: line.detail.reason })}</p>
            ) : null}
            {line.detail.note ? <p className={classes.text}>{line.detail.note}</p> : null}
            <p className={classes.small}>
              {line.who
                ? t("caseHistory.by", { who: line.who, role: t(`role.${line.actor}`) })
                : t(`role.${line.actor}`)}
            </p>
          </li>
        ))}
      </ol>
      {isWhole || lines.length <= SHOWN ? null : (
        <Button variant="subtle" onClick={() => setWhole(true)}>
          {t("caseHistory.all")}
        </Button>
      )}
    </Sheet>
  );
}

/** One event as a sentence. */
function useTelling(view: CaseView): (line: CaseHistoryLine) => string {
  const { t, format, language } = useCaseWords();
  const to = view.journeyView.steps.find(({ external }) => external)?.external?.[language] ?? "";
  return ({ type, what, detail, outcome }) => {
    if (detail.met) {
      const [met, of] = [detail.met.length, view.criteria.list.length].map((n) => format.integer(n));
      return t("caseHistory.criteria", { met, of });
    }
    if (detail.report !== undefined) return t("caseHistory.report");
    if (detail.level !== undefined) {
      return t("caseHistory.level", { level: view.recovery.levels[detail.level]?.[language] ?? "" });
    }
    if (detail.followUp) {
      const { day, outcome } = detail.followUp;
      return t("caseHistory.followUp", { day: format.integer(day), outcome: t(`caseFollowUp.done.${outcome}`) });
    }
    if (type === "move") return outcome?.[language] ?? what;
    return t(`caseHistory.${type}`, { to, need: needName(what, t) });
  };
}

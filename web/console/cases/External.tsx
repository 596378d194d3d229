import { Button } from "@mantine/core";
import { useCase } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import { useMembership } from "#web/console/membership.ts";
import classes from "#web/console/cases/Cases.module.css";

/** A step that waits for somebody outside: sent on, come back on. */
export function External() {
  const { t, day } = useCaseWords();
  const { role } = useMembership();
  const { view, act, isActing } = useCase();
  const { journeyView } = view;
  const isMine = journeyView.steps.some(({ id, by }) => id === view.step && by.some((actor) => actor === role));
  const isSent = journeyView.sentAt !== null;
  return (
    <div className={classes.form}>
      {journeyView.sentAt === null ? null : (
        <p>
          {t("caseExternal.sentAt", { date: day(journeyView.sentAt) })} {t("caseExternal.wait")}
        </p>
      )}
      {isMine ? (
        <div className={classes.actions}>
          <Button size="md" loading={isActing} onClick={() => void act(isSent ? "return" : "send", {})}>
            {t(isSent ? "caseExternal.backAction" : "caseExternal.sendAction")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

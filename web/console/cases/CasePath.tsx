import { VisuallyHidden } from "@mantine/core";
import { useCase } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import { Sheet } from "#web/ui/Page.tsx";
import classes from "#web/console/cases/Cases.module.css";

const STATE = { done: "cases.pathDone", now: "cases.pathNow", ahead: "cases.pathAhead" } as const;

/** The steps of the policy, and where the case stands among them. */
export function CasePath() {
  const { t, language } = useCaseWords();
  const { steps } = useCase().view.journeyView;
  return (
    <Sheet>
      <h2 className={classes.sectionTitle}>{t("cases.path")}</h2>
      <ol className={classes.path}>
        {steps.map(({ id, name, state }) => (
          <li key={id} data-state={state} aria-current={state === "now" ? "step" : undefined}>
            <span aria-hidden="true" className={classes.mark}>
              {state === "done" ? "✓" : ""}
            </span>
            <span>
              {name[language]}
              {state === "now" ? <small>{t(STATE[state])}</small> : <VisuallyHidden>{t(STATE[state])}</VisuallyHidden>}
            </span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

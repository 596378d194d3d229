import { VisuallyHidden } from "@mantine/core";
import type { JourneyView } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { CheckIcon } from "#web/ui/icons.tsx";
import classes from "#web/console/journey/Journey.module.css";

/** The steps of the policy: what is done, where it stands and who acts there, what follows, and how it ended. */
export function JourneyPath({ journey, ending }: { journey: JourneyView; ending: string | null }) {
  const { t, language, roles } = useJourneyWords();
  const end = journey.endings.find(({ id }) => id === ending);
  // After the end, what was never reached is no longer ahead.
  const steps = end ? journey.steps.filter(({ state }) => state === "done") : journey.steps;
  return (
    <ol className={classes.path} aria-label={t("journey.path")}>
      {steps.map(({ id, name, by, state }) => (
        <li key={id} data-state={state} aria-current={state === "now" ? "step" : undefined}>
          <span aria-hidden="true" className={classes.mark}>
            {state === "done" ? <CheckIcon size={14} /> : null}
          </span>
          <span>
            {name[language]}
            {state === "now" ? <small>{t("journey.by", { roles: roles(by) })}</small> : null}
            <VisuallyHidden>{t(`journey.${state}`)}</VisuallyHidden>
          </span>
        </li>
      ))}
      {end ? (
        <li data-state="now" aria-current="step">
          <span aria-hidden="true" className={classes.mark} />
          <span>{end.name[language]}</span>
        </li>
      ) : null}
    </ol>
  );
}

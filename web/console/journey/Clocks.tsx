import type { JourneyView } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import classes from "#web/console/journey/Journey.module.css";

type Clock = JourneyView["clocks"][number];

/** The clocks of the policy. "Not less than" is shown under both of its readings (clause C15); none is chosen here. */
export function Clocks({ clocks }: { clocks: readonly Clock[] }) {
  const { t, language, format } = useJourneyWords();
  return clocks.map((clock) => (
    <section key={clock.id} className={classes.clock}>
      <h3>
        {clock.name[language]} <small>{t("journey.clause", { id: format.inDigits(clock.clause) })}</small>
      </h3>
      <Ran clock={clock} />
      {clock.bound === "min" ? <BothReadings clock={clock} /> : <Limit clock={clock} />}
    </section>
  ));
}

function Ran({ clock: { ranDays, days, isPaused, isStopped } }: { clock: Clock }) {
  const { t, wholeDays } = useJourneyWords();
  const state = isStopped ? "journey.clock.stopped" : isPaused ? "journey.clock.paused" : undefined;
  return (
    <>
      <p>
        <b>{t("journey.clock.ran", { days: wholeDays(ranDays) })}</b>
        {state ? ` ${t("list.dot").trim()} ${t(state)}` : null}
      </p>
      <div className={classes.bar} aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (ranDays / (days * 1.5)) * 100)}%` }} />
        <i style={{ insetInlineStart: `${100 / 1.5}%` }} />
      </div>
    </>
  );
}

function Limit({ clock: { ranDays, days } }: { clock: Clock }) {
  const { t, wholeDays } = useJourneyWords();
  const over = ranDays - days;
  return (
    <p data-signal={over > 0 || undefined}>
      {t("journey.clock.max", { days: wholeDays(days) })}
      {t("list.dot")}
      {over > 0
        ? t("journey.clock.maxOver", { days: wholeDays(over) })
        : t("journey.clock.maxLeft", { days: wholeDays(-over) })}
    </p>
  );
}

function BothReadings({ clock: { ranDays, days } }: { clock: Clock }) {
  const { t, wholeDays } = useJourneyWords();
  const left = days - ranDays;
  const notAfter =
    left > 0
      ? t("journey.clock.onTime", { days: wholeDays(left) })
      : left === 0
        ? t("journey.clock.lastDay")
        : t("journey.clock.over", { days: wholeDays(-left) });
  return (
    <>
      <p>{t("journey.clock.both", { days: wholeDays(days) })}</p>
      <dl>
        <div>
          <dt>{t("journey.clock.notBefore")}</dt>
          <dd>{left > 0 ? t("journey.clock.before", { days: wholeDays(left) }) : t("journey.clock.reached")}</dd>
        </div>
        <div data-signal={left < 0 || undefined}>
          <dt>{t("journey.clock.notAfter")}</dt>
          <dd>{notAfter}</dd>
        </div>
      </dl>
    </>
  );
}

import { Button } from "@mantine/core";
import { useState } from "react";
import type { HistoryLine, JourneyView } from "#web/api/requests.ts";
import { actorName, useJourneyWords } from "#web/console/journey/journey-words.ts";
import { isolate } from "#web/ui/format.ts";
import classes from "#web/console/journey/Journey.module.css";

/** Events that are shown before the whole history is asked for. */
const MOST = 6;

/** What happened, the latest first. */
export function JourneyHistory({ history, journey }: { history: readonly HistoryLine[]; journey: JourneyView }) {
  const { t, day, format, need, language } = useJourneyWords();
  const outcomeName = (id: string) => journey.moves.find((one) => one.id === id)?.name[language] ?? id;
  const told = (type: string, { what, detail }: Pick<HistoryLine, "what" | "detail">) => {
    if (detail.changes) return t("journey.told.corrected");
    if (detail.answer) return t("journey.told.explained");
    return t(`journey.told.${type}`, { need: need(what) });
  };
  const [isWhole, setWhole] = useState(history.length <= MOST + 2);
  const shown = isWhole ? history.toReversed() : history.toReversed().slice(0, MOST);
  return (
    <>
      <ol className={classes.history}>
        {shown.map(({ seq, at, actor, who, type, what, detail }) => (
          <li key={seq}>
            <p>{type === "move" ? outcomeName(what) : told(type, { what, detail })}</p>
            {detail.referral ? <p>{t("journey.referral", { to: detail.referral.to })}</p> : null}
            {detail.reason ? <p>{t("journey.reason", { reason: detail.reason })}</p> : null}
            {detail.note ? <p className={classes.text}>{detail.note}</p> : null}
            {detail.answer ? <p className={classes.text}>{detail.answer}</p> : null}
            {detail.changes?.map(({ item, title, before, after }) => (
              <p key={item}>
                {t("journey.changed", {
                  title,
                  before: isolate(before || t("journey.noAnswer")),
                  after: isolate(after || t("journey.noAnswer")),
                })}
              </p>
            ))}
            {detail.present && detail.present.length > 0 ? (
              <p>{t("journey.present", { names: detail.present.join(`${t("list.comma")} `) })}</p>
            ) : null}
            {detail.conflicts?.map((one) => (
              <p key={one.name}>{t("journey.conflictOf", one)}</p>
            ))}
            <p className={classes.when}>
              {who ? t("journey.by_who", { who: isolate(who), role: actorName(actor, t) }) : actorName(actor, t)}
              {t("list.dot")}
              <time dateTime={new Date(at).toISOString()}>
                {day(at)}
                {t("list.dot")}
                {format.time(at)}
              </time>
            </p>
          </li>
        ))}
      </ol>
      {isWhole ? null : (
        <Button variant="subtle" size="sm" onClick={() => setWhole(true)}>
          {t("journey.wholeHistory", { n: format.integer(history.length) })}
        </Button>
      )}
    </>
  );
}

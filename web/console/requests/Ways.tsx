import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import type { JourneyView } from "#web/api/requests.ts";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { MoveForm } from "#web/console/requests/MoveForm.tsx";
import { useRequest } from "#web/console/requests/request-context.ts";
import classes from "#web/console/requests/Requests.module.css";

type Way = JourneyView["outcomes"][number];

/** The ways out that the reader may take. What still needs something is said quietly, with who brings it. */
export function Ways({ isTold = false }: { isTold?: boolean }) {
  const { t, language, brought } = useJourneyWords();
  const { view, isActing } = useRequest();
  const { journeyView } = view;
  const [chosen, setChosen] = useState<Way | undefined>(undefined);
  const here = journeyView.steps.find(({ id }) => id === view.step);
  const isAway = here?.external !== undefined && journeyView.returnedAt === null;
  const mine = journeyView.outcomes.filter(({ isMine }) => isMine);
  const onwards = mine.filter(({ isAnytime }) => !isAnytime && !isAway);
  const ready = onwards.filter(({ missing }) => missing.length === 0);
  const proven = journeyView.proven.map(String);
  // Where the conditions are met, the way for those who do not meet them is nobody's to take.
  const blocked = onwards.filter(
    ({ missing }) =>
      missing.length > 0 &&
      !missing.some(({ need }) =>
        proven.includes(need === "eligible" ? "ineligible" : need === "ineligible" ? "eligible" : ""),
      ),
  );
  // Nothing stands out while the step still waits for something: its own task does.
  const first = blocked.length === 0 || ready.some(isSettled) ? (ready.find(isSettled) ?? ready[0]) : undefined;
  const anytime = mine.filter(({ isAnytime }) => isAnytime);
  if (mine.length === 0) return null;
  return (
    <>
      {ready.length > 0 ? (
        <div className={classes.ways}>
          {ready.map((way) => (
            <Button
              key={way.id}
              size="md"
              variant={way === first && here ? "filled" : "default"}
              loading={isActing && chosen?.id === way.id}
              onClick={() => setChosen(way)}
            >
              {here ? way.name[language] : t("requestNext.objection")}
            </Button>
          ))}
        </div>
      ) : null}
      {blocked.length > 0 && !isTold ? (
        <div className={classes.blocked}>
          <h3>{t("requestNext.blocked")}</h3>
          <ul>
            {blocked.map((way) => (
              <li key={way.id}>
                {t("requestNext.blockedLine", {
                  way: way.name[language],
                  needs: way.missing.map(brought).join(`${t("list.comma")} `),
                })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {anytime.length > 0 ? (
        <p className={classes.apart}>
          {anytime.map((way) => (
            <Button key={way.id} variant="subtle" size="sm" color="gray" onClick={() => setChosen(way)}>
              {way.id === "withdrawn" ? t("requests.withdraw") : way.name[language]}
            </Button>
          ))}
        </p>
      ) : null}
      <Modal
        opened={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        title={chosen ? t("requestMove.sure", { outcome: chosen.name[language] }) : ""}
      >
        {chosen ? <MoveForm way={chosen} onClose={() => setChosen(undefined)} /> : null}
      </Modal>
    </>
  );
}

/** True of a way that needed something which is there now. */
function isSettled(way: Way): boolean {
  return way.needs.length > way.asks.length || way.asks.includes("delivery");
}

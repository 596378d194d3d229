import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import type { CaseView } from "#web/api/cases.ts";
import { useCase } from "#web/console/cases/case-context.ts";
import { MoveForm } from "#web/console/cases/MoveForm.tsx";
import { needName, useCaseWords } from "#web/console/cases/names.ts";
import classes from "#web/console/cases/Cases.module.css";

type Way = CaseView["journeyView"]["outcomes"][number];

/**
 * The ways out of the step that the reader may take; what still needs something says so and waits. While a form above asks
 * for what is `awaited`, the ways that need it are not there yet, and none of the others looks like the next thing to do.
 */
export function Ways({ awaited }: { awaited: string | undefined }) {
  const { t, language } = useCaseWords();
  const { view, isActing } = useCase();
  const { journeyView } = view;
  const [chosen, setChosen] = useState<Way | undefined>(undefined);
  const here = journeyView.steps.find(({ id }) => id === view.step);
  const isAway = here?.external !== undefined && journeyView.returnedAt === null;
  const mine = journeyView.outcomes.filter(({ isMine }) => isMine);
  // Leaving is possible at every step; it stands apart and never looks like the next thing to do.
  const apart = (way: Way) => way.isAnytime;
  const onwards = mine.filter((way) => !apart(way) && !isAway && way.missing.every(({ need }) => need !== awaited));
  const first = awaited === undefined ? onwards.find(({ missing }) => missing.length === 0) : undefined;
  if (mine.length === 0) return null;
  return (
    <>
      {onwards.length > 0 ? (
        <div className={classes.ways}>
          {onwards.map((way) => (
            <div key={way.id}>
              <Button
                size="md"
                variant={way === first ? "filled" : "default"}
                disabled={way.missing.length > 0}
                loading={isActing && chosen?.id === way.id}
                aria-describedby={way.missing.length > 0 ? `needs-${way.id}` : undefined}
                onClick={() => setChosen(way)}
              >
                {way.name[language]}
              </Button>
              {way.missing.length > 0 ? (
                <p id={`needs-${way.id}`} className={classes.small}>
                  {t("cases.missing", {
                    needs: way.missing.map(({ need }) => needName(need, t)).join(t("list.comma") + " "),
                  })}
                </p>
              ) : null}
            </div>
          ))}
        </div>
      ) : null}
      {mine.filter(apart).map((way) => (
        <p key={way.id} className={classes.apart}>
          <Button variant="subtle" onClick={() => setChosen(way)}>
            {way.name[language]}
          </Button>
        </p>
      ))}
      <Modal
        opened={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        title={chosen ? t("caseMove.sure", { outcome: chosen.name[language] }) : ""}
      >
        {chosen ? <MoveForm way={chosen} onClose={() => setChosen(undefined)} /> : null}
      </Modal>
    </>
  );
}

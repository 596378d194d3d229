import { Button, Radio, Textarea } from "@mantine/core";
import { useState } from "react";
import type { FollowUpLine } from "#web/api/cases.ts";
import { useCase, useDraft } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import { PlaceChoice } from "#web/console/cases/PlaceChoice.tsx";
import classes from "#web/console/cases/Cases.module.css";

const OUTCOMES = ["reached", "not-reached", "refused"] as const;

/** What came of a follow-up. Before its days only one thing can be said: that somebody wants none. */
export function FollowUpForm({ followUp }: { followUp: FollowUpLine }) {
  const { t, format } = useCaseWords();
  const { act, isActing } = useCase();
  const [outcome, setOutcome] = useState("");
  const [place, setPlace] = useState<string>(followUp.place);
  const [note, setNote] = useDraft("followUp");
  const isAhead = followUp.state === "ahead";
  if (isAhead && outcome === "") {
    return (
      <div className={classes.form}>
        <p className={classes.quiet}>{t("caseFollowUp.early")}</p>
        <div className={classes.actions}>
          <Button variant="default" onClick={() => setOutcome("refused")}>
            {t("caseFollowUp.refuseNow")}
          </Button>
        </div>
      </div>
    );
  }
  const isRefused = outcome === "refused";
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void act(`follow-ups/${followUp.id}`, { outcome, note, ...(place === "" || isRefused ? {} : { place }) });
      }}
    >
      {followUp.state === "again" ? (
        <p className={classes.quiet}>{t("caseFollowUp.tryUntil", { date: format.date(followUp.tryUntil) })}</p>
      ) : null}
      {isAhead ? null : (
        <Radio.Group value={outcome} onChange={setOutcome} label={t("caseFollowUp.outcome")}>
          <div className={classes.choices}>
            {OUTCOMES.map((one) => (
              <Radio key={one} value={one} label={t(`caseFollowUp.outcomes.${one}`)} />
            ))}
          </div>
        </Radio.Group>
      )}
      {isRefused ? (
        <p className={classes.respect}>{t("caseFollowUp.refusedNote")}</p>
      ) : (
        <PlaceChoice label={t("caseFollowUp.where")} value={place} onChange={setPlace} />
      )}
      <Textarea
        label={t("cases.note")}
        value={note}
        maxLength={2000}
        autosize
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={isActing} disabled={outcome === ""}>
          {t(isRefused ? "caseFollowUp.saveRefused" : "caseFollowUp.save")}
        </Button>
        {isAhead ? (
          <Button variant="default" size="md" onClick={() => setOutcome("")}>
            {t("cases.cancel")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

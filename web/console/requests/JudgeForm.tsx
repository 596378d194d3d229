import { Button, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EligibilityDetails } from "#web/console/requests/Eligibility.tsx";
import { useDraft, useRequest } from "#web/console/requests/request-context.ts";
import classes from "#web/console/requests/Requests.module.css";

/** Keeps what the conditions say; where one cannot be read, a person decides and says how they checked. */
export function JudgeForm() {
  const { t } = useTranslation();
  const { view, act, isActing } = useRequest();
  const [note, setNote] = useDraft("judge");
  const { state } = view.eligibility;
  if (state !== "unknown") {
    return (
      <div className={classes.stack}>
        {state === "eligible" ? <p>{t("requestNext.judgeEligible")}</p> : <EligibilityDetails view={view} />}
        <div className={classes.actions}>
          <Button size="md" loading={isActing} onClick={() => void act({ what: "eligibility", body: {} })}>
            {t("requestNext.judge")}
          </Button>
        </div>
      </div>
    );
  }
  const found = (need: string) => void act({ what: "proofs", body: { need, holds: true, note } });
  return (
    <div className={classes.stack}>
      <EligibilityDetails view={view} />
      <Textarea
        label={t("requestNext.howVerified")}
        description={t("requests.noteHint")}
        value={note}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button size="md" disabled={note.trim() === ""} loading={isActing} onClick={() => found("eligible")}>
          {t("requestNext.recordEligible")}
        </Button>
        <Button
          size="md"
          variant="default"
          disabled={note.trim() === "" || isActing}
          onClick={() => found("ineligible")}
        >
          {t("requestNext.recordIneligible")}
        </Button>
      </div>
    </div>
  );
}

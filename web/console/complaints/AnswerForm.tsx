import { Button, Radio, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ComplaintOutcome } from "#web/api/complaints.ts";
import classes from "#web/console/complaints/Complaints.module.css";

const OUTCOMES: readonly ComplaintOutcome[] = ["upheld", "partly", "not-upheld", "withdrawn"];

/** The result and the answer of a complaint; sent once, so it is asked for twice. */
export function AnswerForm({
  isSaving,
  onAnswer,
}: {
  isSaving: boolean;
  onAnswer: (given: { outcome: ComplaintOutcome; answer: string }) => void;
}) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<string>("");
  const [answer, setAnswer] = useState("");
  const [isSure, setSure] = useState(false);
  const chosen = OUTCOMES.find((one) => one === outcome);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSure) setSure(true);
    else if (chosen) onAnswer({ outcome: chosen, answer });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Radio.Group label={t("complaints.result")} value={outcome} onChange={setOutcome} required withAsterisk={false}>
        {OUTCOMES.map((value) => (
          <Radio key={value} value={value} label={t(`complaints.outcome.${value}`)} mt="xs" required />
        ))}
      </Radio.Group>
      <Textarea
        label={t("complaints.answer")}
        description={t("complaints.answerHint")}
        value={answer}
        onChange={(event) => {
          setAnswer(event.currentTarget.value);
          setSure(false);
        }}
        required
        withAsterisk={false}
        minLength={5}
        maxLength={4000}
        autosize
        minRows={4}
      />
      {isSure ? (
        <div className={classes.actions} role="alert">
          <span>{t("complaints.sure")}</span>
          <Button type="submit" loading={isSaving}>
            {t("complaints.sureSend")}
          </Button>
          <Button variant="subtle" onClick={() => setSure(false)}>
            {t("action.cancel")}
          </Button>
        </div>
      ) : (
        <Button type="submit" size="md">
          {t("complaints.send")}
        </Button>
      )}
    </form>
  );
}

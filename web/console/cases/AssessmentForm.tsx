import { Button, Radio, Textarea } from "@mantine/core";
import { useState } from "react";
import { useCase, useDraft } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import classes from "#web/console/cases/Cases.module.css";

/** The level of recovery today, on the policy's own scale (clauses I6 and I9). */
export function AssessmentForm() {
  const { t, language } = useCaseWords();
  const { view, act, isActing } = useCase();
  const [level, setLevel] = useState("");
  const [note, setNote] = useDraft("assessment");
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void act("assessments", { level: Number(level), note });
      }}
    >
      <Radio.Group value={level} onChange={setLevel} label={t("caseRecovery.levelNow")}>
        <div className={classes.choices}>
          {view.recovery.levels.map((name, index) => (
            <Radio key={name.en} value={String(index)} label={name[language]} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t("cases.note")}
        value={note}
        maxLength={4000}
        autosize
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={isActing} disabled={level === ""}>
          {t("caseRecovery.save")}
        </Button>
      </div>
    </form>
  );
}

import { Button, Checkbox, Textarea } from "@mantine/core";
import { useState } from "react";
import { useCase, useDraft } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import classes from "#web/console/cases/Cases.module.css";

/** The policy's criteria as a checklist (clause I2). */
export function CriteriaForm() {
  const { t, language } = useCaseWords();
  const { view, act, isActing } = useCase();
  const [met, setMet] = useState(() => view.criteria.list.filter(({ isMet }) => isMet).map(({ id }) => id));
  const [note, setNote] = useDraft("criteria");
  const fits = view.criteria.list.every(({ id, required }) => !required || met.includes(id));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void act("criteria", { met, note });
      }}
    >
      <Checkbox.Group value={met} onChange={setMet} label={t("caseCriteria.lead")}>
        <div className={classes.choices}>
          {view.criteria.list.map(({ id, name, required }) => (
            <Checkbox
              key={id}
              value={id}
              label={name[language]}
              description={t(required ? "caseCriteria.required" : "caseCriteria.optional")}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Textarea
        label={t("cases.note")}
        value={note}
        maxLength={2000}
        autosize
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <p className={classes.small} aria-live="polite">
        {t(fits ? "caseCriteria.fits" : "caseCriteria.missing")}
      </p>
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={isActing}>
          {t("caseCriteria.save")}
        </Button>
      </div>
    </form>
  );
}

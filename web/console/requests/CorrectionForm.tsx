import { Button, Checkbox, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "#web/api.ts";
import { correctAnswers, type Correctable } from "#web/api/requests.ts";
import { JourneyProblem } from "#web/console/journey/JourneyProblem.tsx";
import { useJourneyWords } from "#web/console/journey/journey-words.ts";
import { useMembership } from "#web/console/membership.ts";
import { FormFields, type Given } from "#web/console/partners/FormFields.tsx";
import { differing, fieldsOf, storedIn, toCorrection, type Touched } from "#web/console/requests/correction.ts";
import { useRequest } from "#web/console/requests/request-context.ts";
import classes from "#web/console/requests/Requests.module.css";

type CorrectionFormProps = { readonly correctable: Correctable; readonly onClose: () => void };
type Item = Correctable["items"][number];

/** The application with what is stored in it; only what was changed is sent, and stays here when it is not taken. */
export function CorrectionForm({ correctable, onClose }: CorrectionFormProps) {
  const { t, language, format } = useJourneyWords();
  const { association } = useMembership();
  const { view, show, reload } = useRequest();
  const [touched, setTouched] = useState<Touched>({});
  const [note, setNote] = useState("");
  const changed = differing(correctable, touched);
  const save = useMutation({
    mutationFn: () =>
      correctAnswers(association.id, view.id, language, {
        seq: view.seq,
        answers: toCorrection(correctable, touched),
        note: note.trim(),
      }),
    onSuccess: (next) => {
      show(next);
      onClose();
    },
  });
  const wrong = problemsOf(save.error);
  const title = (item: Item) => item.title[language] ?? item.title["default"] ?? item.title["ar"] ?? item.id;
  const reading = async () => {
    await reload();
    save.reset();
  };
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p>{t(isSigned(view) ? "requestCorrection.toldAndSigned" : "requestCorrection.told")}</p>
      {fieldsOf(correctable).map((item) => {
        const field = touched[item.id] ?? storedIn(item, correctable.answers);
        const keep = (value: Touched[string]) => setTouched((before) => ({ ...before, [item.id]: value }));
        return typeof field === "object" ? (
          <Choices key={item.id} item={item} title={title(item)} chosen={field} onChange={keep} />
        ) : (
          <FormFields
            key={item.id}
            items={[item]}
            given={{ [item.id]: field }}
            onChange={(given: Given) => keep(given[item.id] ?? "")}
          />
        );
      })}
      <Textarea
        label={t("requestCorrection.note")}
        description={t("requestCorrection.noteHint")}
        value={note}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {save.error ? (
        <div>
          {wrong.length > 0 ? (
            <div role="alert" className={classes.signal}>
              <p>{t("requestNew.fix", { count: wrong.length, n: format.integer(wrong.length) })}</p>
              <ul className={classes.bullets}>
                {wrong.map((one) => {
                  const item = correctable.items.find(({ id }) => id === one.item);
                  return (
                    <li key={one.item}>
                      {item ? title(item) : one.item}
                      {one.title ? <small>{one.message}</small> : null}
                    </li>
                  );
                })}
              </ul>
            </div>
          ) : (
            <JourneyProblem
              key={save.submittedAt}
              error={save.error}
              journey={view.journeyView}
              onReload={() => void reading()}
            />
          )}
          <p className={classes.small}>{t("requestCorrection.kept")}</p>
        </div>
      ) : null}
      {changed.length > 0 ? (
        <p className={classes.small}>
          {t("requestCorrection.changes", { items: changed.map(title).join(`${t("list.comma")} `) })}
        </p>
      ) : null}
      <div className={classes.actions}>
        <Button
          type="submit"
          size="md"
          loading={save.isPending}
          disabled={changed.length === 0 || note.trim().length < 3}
        >
          {t("requestCorrection.save")}
        </Button>
        <Button variant="default" size="md" onClick={onClose}>
          {t("requests.cancel")}
        </Button>
      </div>
    </form>
  );
}

type ChoicesProps = {
  readonly item: Item;
  readonly title: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

function Choices({ item, title, chosen, onChange }: ChoicesProps) {
  const { language, format } = useJourneyWords();
  return (
    <Checkbox.Group label={title} value={[...chosen]} onChange={onChange}>
      <div className={classes.choices}>
        {item.choices?.map(({ value, text }) => (
          <Checkbox
            key={String(value)}
            value={String(value)}
            label={format.inDigits(text[language] ?? text["default"] ?? text["ar"] ?? String(value))}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** True where a declaration was given, which the correction takes back. */
function isSigned({ declarations, isDeclarationDue }: ReturnType<typeof useRequest>["view"]): boolean {
  return declarations.length > 0 || isDeclarationDue;
}

type Problem = { readonly item: string; readonly title?: string; readonly message: string };

/** Answers that the form does not take as they stand. */
function problemsOf(error: Error | null): readonly Problem[] {
  const problems = error instanceof ApiError ? error.details["problems"] : undefined;
  return Array.isArray(problems) ? (problems as readonly Problem[]) : [];
}

import { Button, FileButton, Textarea } from "@mantine/core";
import { useState } from "react";
import { isolate } from "#web/ui/format.ts";
import { useCase, useDraft } from "#web/console/cases/case-context.ts";
import { useCaseWords } from "#web/console/cases/names.ts";
import classes from "#web/console/cases/Cases.module.css";

const MOST_BYTES = 10 * 1024 * 1024;

/** The restricted report of the step: text, a file, or both. */
export function ReportForm() {
  const { t } = useCaseWords();
  const { view, act, isActing } = useCase();
  const [text, setText] = useDraft("report");
  const [file, setFile] = useState<File | null>(null);
  const isTooLarge = (file?.size ?? 0) > MOST_BYTES;
  const send = () => {
    const body = new FormData();
    body.set("seq", String(view.seq));
    body.set("text", text);
    if (file) body.set("file", file);
    return act("reports", body);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea
        label={t("caseReport.write")}
        value={text}
        maxLength={40_000}
        autosize
        minRows={6}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <p className={classes.small}>{t("caseReport.attach")}</p>
        <FileButton accept=".pdf,.png,.jpg,.jpeg" onChange={setFile}>
          {(props) => (
            <Button {...props} variant="default">
              {t("caseReport.choose")}
            </Button>
          )}
        </FileButton>
        {file ? <p>{t("caseReport.chosen", { name: isolate(file.name) })}</p> : null}
        {isTooLarge ? (
          <p role="alert" className={classes.signal}>
            {t("caseRefused.tooLarge")}
          </p>
        ) : null}
      </div>
      <p className={classes.small}>{t("caseReport.keepNote")}</p>
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={isActing} disabled={isTooLarge || (text.trim() === "" && !file)}>
          {t("caseReport.keep")}
        </Button>
      </div>
    </form>
  );
}

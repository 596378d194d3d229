import { Button, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDraft, useRequest } from "#web/console/requests/request-context.ts";
import classes from "#web/console/requests/Requests.module.css";

/** An interview that took place, or an explanation that was found, with what came of it. */
export function ProofForm({ need }: { need: "interview" | "explanation" }) {
  const { t } = useTranslation();
  const { act, isActing } = useRequest();
  const [note, setNote] = useDraft(need);
  const isNeeded = need === "explanation";
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault();
        const body = { need, holds: true, ...(note.trim() === "" ? {} : { note: note.trim() }) };
        void act({ what: "proofs", body });
      }}
    >
      <Textarea
        label={t(`requestNext.${need}Note`)}
        description={t("requests.noteHint")}
        value={note}
        required={isNeeded}
        withAsterisk={false}
        maxLength={2000}
        autosize
        minRows={3}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button type="submit" size="md" loading={isActing} disabled={isNeeded && note.trim() === ""}>
          {t(`requestNext.${need}Done`)}
        </Button>
      </div>
    </form>
  );
}

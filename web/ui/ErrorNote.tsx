import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ApiError } from "#web/api.ts";
import classes from "#web/ui/ErrorNote.module.css";

/** What went wrong in plain words, and the way on. The server's own English sentence is kept for whoever helps. */
export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, i18n } = useTranslation();
  const code = error instanceof ApiError ? error.code : "failed";
  const detail = error instanceof ApiError && code !== "offline" ? error.message : "";
  return (
    <div className={classes.note} role="alert">
      <p className={classes.words}>{t(`error.${code}`)}</p>
      {detail ? (
        <p className={classes.detail} dir={i18n.language === "en" ? undefined : "ltr"} lang="en">
          {detail}
        </p>
      ) : null}
      {retry ? (
        <Button variant="default" size="sm" onClick={retry}>
          {t("action.retry")}
        </Button>
      ) : null}
    </div>
  );
}

import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ApiError } from "#web/api.ts";
import { explainDetail } from "#web/ui/explain-detail.ts";
import classes from "#web/ui/ErrorNote.module.css";

/**
 * What went wrong in plain words, and the way on. A sentence of the server's that has no words of the page is kept in
 * English for whoever helps. What was refused is refused again, so only a failure, or haste, offers another try.
 */
export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, i18n } = useTranslation();
  const code = error instanceof ApiError ? error.code : "failed";
  const detail = error instanceof ApiError && code !== "offline" ? error.message : "";
  const said = explainDetail(detail, t);
  const refused = error instanceof ApiError && error.status >= 400 && error.status < 500 && code !== "tooMany";
  return (
    <div className={classes.note} role="alert">
      <p className={classes.words}>{t(`error.${code}`)}</p>
      {said === undefined ? null : <p className={classes.detail}>{said}</p>}
      {detail && said === undefined ? (
        <p className={classes.detail} dir={i18n.language === "en" ? undefined : "ltr"} lang="en">
          {detail}
        </p>
      ) : null}
      {retry && !refused ? (
        <Button variant="default" size="sm" onClick={retry}>
          {t("action.retry")}
        </Button>
      ) : null}
    </div>
  );
}

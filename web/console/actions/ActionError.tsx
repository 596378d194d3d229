import { useTranslation } from "react-i18next";
import { ApiError } from "#web/api.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import classes from "#web/console/actions/Actions.module.css";

/** Why an improvement was not changed, and what to do: most often a colleague was first. */
export function ActionError({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const reason = error instanceof ApiError ? error.details["reason"] : undefined;
  if (reason !== "changed" && reason !== "personal") return <ErrorNote error={error} />;
  return (
    <p role="alert" className={classes.refused}>
      {t(reason === "changed" ? "actions.changed" : "actions.personal")}
    </p>
  );
}

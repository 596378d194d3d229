import { useTranslation } from "react-i18next";
import { ApiError } from "#web/api.ts";
import { useFormat } from "#web/ui/preferences.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import classes from "#web/ui/ErrorNote.module.css";

type Missing = { need: string; by: readonly string[] };

/** Why the policy does not let something happen, what is missing and who can bring it; anything else as everywhere. */
export function Refused({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  if (!error) return null;
  const details = error instanceof ApiError ? error.details : {};
  const { reason } = details;
  if (typeof reason !== "string" || !i18n.exists(`partners.refusal.${reason}`)) return <ErrorNote error={error} />;
  const missing = Array.isArray(details["missing"]) ? (details["missing"] as (Missing | string)[]) : [];
  const { from } = details;
  const said = typeof from === "string" ? { ...details, from: format.date(from) } : details;
  const needs = missing.filter((one): one is Missing => typeof one === "object");
  return (
    <div className={classes.note} role="alert">
      <p className={classes.words}>{t(`partners.refusal.${reason}`, said)}</p>
      {needs.length > 0 ? (
        <ul>
          {needs.map(({ need, by }) => (
            <li key={need}>
              {t(`partners.need.${need}`)}
              {by.length > 0 ? ` (${by.map((role) => t(`role.${role}`)).join(t("list.comma"))})` : ""}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

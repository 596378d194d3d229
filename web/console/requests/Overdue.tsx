import { useTranslation } from "react-i18next";
import { ClockIcon } from "#web/ui/icons.tsx";
import classes from "#web/console/requests/Requests.module.css";

/** That something has waited too long, in a word and by a sign. */
export function Overdue() {
  const { t } = useTranslation();
  return (
    <span className={classes.overdue}>
      <ClockIcon size={16} />
      {t("requests.overdue")}
    </span>
  );
}

import { useTranslation } from "react-i18next";
import { LockIcon } from "#web/ui/icons.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/ui/Withheld.module.css";

/** A number that is not shown, because it would speak of fewer than `k` people: hatched, locked and with its reason. */
export function Withheld({ k }: { k: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className={classes.withheld}>
      <LockIcon size={14} />
      <span className={classes.reason}>{t("withheld.reason", { count: k, n: format.integer(k) })}</span>
    </span>
  );
}

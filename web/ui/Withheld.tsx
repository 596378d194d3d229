import { useTranslation } from "react-i18next";
import { LockIcon } from "#web/ui/icons.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/ui/Withheld.module.css";

/** A number that is not shown: hatched, locked, and without a word on how many it speaks of, since it may guard another. */
export function Withheld() {
  const { t } = useTranslation();
  return (
    <span className={classes.withheld}>
      <LockIcon size={14} />
      <span className={classes.reason}>{t("withheld.reason")}</span>
    </span>
  );
}

/** The rule behind withheld numbers: none about fewer than `k` people, and none that would reveal one of those. */
export function WithheldRule({ k }: { k: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return <>{t("withheld.why", { count: k, n: format.integer(k) })}</>;
}

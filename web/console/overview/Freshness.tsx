import { useTranslation } from "react-i18next";
import { isolate } from "#web/ui/format.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/overview/Freshness.module.css";

type FreshnessProps = {
  /** New answers arrive by themselves. */
  readonly live: boolean;
  /** When the numbers on the page were fetched, in milliseconds since 1970; 0 before. */
  readonly at: number;
  /** The last try to fetch them again failed. */
  readonly failed: boolean;
};

/** How new the numbers are. Its words change once a minute at most, so a screen reader is not talked over. */
export function Freshness({ live, at, failed }: FreshnessProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = isolate(format.time(at));
  const words =
    at === 0
      ? ""
      : failed
        ? t("fresh.failed", { time })
        : live
          ? t("fresh.live", { time })
          : t("fresh.still", { time });
  return (
    <output className={classes.fresh} data-state={failed ? "failed" : live ? "live" : "still"}>
      {words === "" ? null : <i key={at} aria-hidden="true" />}
      {words}
    </output>
  );
}

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Reminder } from "#web/api/partners.ts";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

type RemindersProps = {
  reminders: readonly Reminder[];
  to: "/portal/requests/$id" | "/partner-requests/$id";
  named: "named" | "own";
};

/** What is expected now, most urgent first, with the way to it. */
export function Reminders({ reminders, to, named }: RemindersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const when = (days: number) => {
    if (days === 0) return t("partners.dueToday");
    const n = Math.abs(days);
    const counted = { count: n, n: format.integer(n) };
    return days > 0 ? t("partners.dueIn", counted) : t("partners.lateBy", counted);
  };
  return (
    <ul className={classes.list}>
      {reminders.map(({ kind, requestId, reportId, title, partner, days, dueOn }) => (
        <li key={`${kind} ${requestId} ${reportId ?? ""}`}>
          <div className={classes.row}>
            <Link to={to} params={{ id: requestId }}>
              {t(`partners.reminder.${kind}`, { title })}
            </Link>
            {days === undefined || dueOn === undefined ? null : (
              <span className={days < 0 ? classes.late : undefined}>
                {when(days)} <small className={classes.quiet}>{format.date(dueOn)}</small>
              </span>
            )}
          </div>
          {named === "named" ? <p className={classes.quiet}>{partner}</p> : null}
        </li>
      ))}
    </ul>
  );
}

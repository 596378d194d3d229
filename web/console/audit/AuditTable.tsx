import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { todayIn } from "#policies/calendar.ts";
import type { AuditLine } from "#web/api/audit.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/audit/Audit.module.css";

/** Entries of the trail; each leads to everybody who read the same file. */
export function AuditTable({ entries, isOneFile }: { entries: readonly AuditLine[]; isOneFile: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      caption={t("audit.page")}
      columns={[
        { id: "when", heading: t("audit.when") },
        { id: "who", heading: t("audit.who") },
        { id: "role", heading: t("audit.role") },
        { id: "what", heading: t("audit.what") },
        ...(isOneFile ? [] : [{ id: "file", heading: t("audit.file") }]),
      ]}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: [
          <time key="t" dateTime={new Date(entry.at).toISOString()}>
            {format.date(todayIn("Asia/Riyadh", entry.at))}
            {t("list.dot")}
            {format.time(entry.at)}
          </time>,
          <bdi key="w">{entry.actorName}</bdi>,
          t(`role.${entry.role}`),
          <span key="a">
            {t(`audit.act.${entry.act}`)} {t(`audit.entity.${entry.entity}`)}
            {entry.hasReason ? <span className={classes.file}> ({t("audit.withReason")})</span> : null}
          </span>,
          ...(isOneFile
            ? []
            : [
                entry.rows === null ? (
                  <Link key="f" to="/audit" search={{ entity: entry.entity, entityId: entry.entityId }}>
                    {t("audit.fileTrail")}
                  </Link>
                ) : (
                  <span key="f">{t("audit.list", { rows: format.integer(entry.rows) })}</span>
                ),
              ]),
        ],
      }))}
    />
  );
}

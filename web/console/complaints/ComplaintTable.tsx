import { Button } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { todayIn } from "#policies/calendar.ts";
import type { ComplaintLine } from "#web/api/complaints.ts";
import { useMembership } from "#web/console/membership.ts";
import { DataTable } from "#web/ui/DataTable.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/complaints/Complaints.module.css";

/** Complaints in a table; what is late says so in words. `onRead` is there for those who may open them. */
export function ComplaintTable({
  complaints,
  onRead,
}: {
  complaints: readonly ComplaintLine[];
  onRead: ((id: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format.settings;
  const { association } = useMembership();
  const serviceOf = (id: string) =>
    id === ""
      ? t("complaints.noService")
      : (association.services.find((service) => service.id === id)?.name[language] ?? id);
  return (
    <DataTable
      caption={t("complaints.page")}
      columns={[
        { id: "type", heading: t("complaints.kind") },
        { id: "service", heading: t("complaints.service") },
        { id: "received", heading: t("complaints.received") },
        { id: "due", heading: t("complaints.due") },
        { id: "state", heading: t("complaints.state") },
        ...(onRead ? [{ id: "read", heading: t("complaints.read") }] : []),
      ]}
      rows={complaints.map((complaint) => ({
        key: complaint.id,
        cells: [
          t(`complaints.type.${complaint.type}`),
          serviceOf(complaint.service),
          format.date(todayIn("Asia/Riyadh", complaint.receivedAt)),
          format.date(complaint.dueOn),
          <span key="s" className={complaint.overdue ? classes.late : undefined}>
            {stateOf(complaint, t)}
          </span>,
          ...(onRead
            ? [
                <Button key="r" variant="subtle" size="compact-sm" onClick={() => onRead(complaint.id)}>
                  {t("complaints.read")}
                </Button>,
              ]
            : []),
        ],
      }))}
    />
  );
}

function stateOf({ outcome, overdue, acknowledgedAt }: ComplaintLine, t: TFunction): string {
  if (outcome !== "") return t(`complaints.outcome.${outcome}`);
  if (overdue !== null) return t(overdue === "answer" ? "complaints.lateAnswer" : "complaints.lateAcknowledgement");
  return t(acknowledgedAt === null ? "complaints.waitsAcknowledgement" : "complaints.waitsAnswer");
}

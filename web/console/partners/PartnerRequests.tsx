import { SegmentedControl, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listPartnerReminders, listPartnerRequests, type PartnershipLine } from "#web/api/partners.ts";
import { useMembership } from "#web/console/membership.ts";
import { PriorityBar } from "#web/console/partners/Priority.tsx";
import { Reminders } from "#web/console/partners/Reminders.tsx";
import { dayOf } from "#web/console/partners/day-of.ts";
import { ErrorNote } from "#web/ui/ErrorNote.tsx";
import { Page, Sheet } from "#web/ui/Page.tsx";
import { useFormat } from "#web/ui/preferences.ts";
import classes from "#web/console/partners/partners.module.css";

/** Requests of partners by step, and before them what is due or late. */
export function PartnerRequests() {
  const { t } = useTranslation();
  const { association } = useMembership();
  const [state, setState] = useState<"open" | "ended">("open");
  const query = useQuery({
    queryKey: ["partner-requests", association.id, "list", state],
    queryFn: () => listPartnerRequests(association.id, state),
  });
  const due = useQuery({
    queryKey: ["partner-requests", association.id, "reminders"],
    queryFn: () => listPartnerReminders(association.id),
  });
  const reminders = due.data?.reminders ?? [];
  const requests = query.data?.requests;
  const steps = [...new Set(requests?.map(({ step, ending }) => step ?? ending))];
  return (
    <Page title={t("partners.pages.requests")} lead={t("partners.requestsLead")}>
      {reminders.length > 0 ? (
        <Sheet>
          <section className={classes.stack} aria-labelledby="now">
            <h2 id="now">{t("partners.now")}</h2>
            <Reminders reminders={reminders} to="/partner-requests/$id" named="named" />
            <p className={classes.quiet}>{t("partners.lateIsNoPenalty")}</p>
          </section>
        </Sheet>
      ) : null}
      <Sheet>
        <div className={classes.stack}>
          <SegmentedControl
            className={classes.start ?? ""}
            aria-label={t("partners.state")}
            value={state}
            onChange={(chosen) => setState(chosen === "ended" ? "ended" : "open")}
            data={[
              { value: "open", label: t("partners.open") },
              { value: "ended", label: t("partners.ended") },
            ]}
          />
          {query.isError && !requests ? <ErrorNote error={query.error} retry={() => void query.refetch()} /> : null}
          {query.isPending ? <Skeleton height={200} radius="md" /> : null}
          {requests?.length === 0 ? <p className={classes.lead}>{t("partners.none")}</p> : null}
          {steps.map((step) => (
            <StepGroup key={step} lines={requests?.filter((line) => (line.step ?? line.ending) === step) ?? []} />
          ))}
        </div>
      </Sheet>
    </Page>
  );
}

function StepGroup({ lines }: { lines: readonly PartnershipLine[] }) {
  const { language } = useFormat().settings;
  return (
    <section>
      <h2>{lines[0]?.stepName[language]}</h2>
      <RequestLines lines={lines} to="/partner-requests/$id" />
    </section>
  );
}

/** Requests with who asks, since when they stand where they are, and their priority while they wait. */
export function RequestLines({
  lines,
  to,
}: {
  lines: readonly PartnershipLine[];
  to: "/partner-requests/$id" | "/partner-decisions/$id";
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={classes.list}>
      {lines.map(({ id, title, partner, since, standing }) => (
        <li key={id}>
          <div className={classes.row}>
            <Link to={to} params={{ id }}>
              {title}
            </Link>
            <span className={classes.quiet}>
              <bdi>{partner}</bdi>
              {t("list.dot")}
              {t("partners.since")} {format.date(dayOf(since))}
            </span>
          </div>
          {standing ? <PriorityBar standing={standing} /> : null}
        </li>
      ))}
    </ul>
  );
}
